package io.flowlens.notifier.channel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flowlens.topics.Alert.Severity;

/** A channel as the file describes it, checked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(value = AlertmanagerSpec.class, name = "alertmanager"),
    @Type(value = SlackSpec.class, name = "slack"),
    @Type(value = PagerDutySpec.class, name = "pagerduty"),
    @Type(value = WebhookSpec.class, name = "webhook"),
    @Type(value = EmailSpec.class, name = "email"),
    @Type(value = TerminalSpec.class, name = "terminal")
})
public sealed interface ChannelSpec
        permits AlertmanagerSpec, SlackSpec, PagerDutySpec, WebhookSpec, EmailSpec, TerminalSpec {

    /** Lower case letters, digits and hyphens; the position in Kafka hangs on it. */
    String name();

    /** Less severe alerts are not told. */
    Severity minSeverity();

    @JsonIgnore
    ChannelKind kind();

    /** Whom it tells, without a secret. */
    @JsonIgnore
    String target();

    Channel open(Surroundings surroundings);
}
