package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.AlertSentences;
import io.flowlens.topics.AlertSentences.Sentence;
import io.flowlens.topics.Json;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PagerDuty's Events API v2: one incident a fingerprint, triggered and resolved. */
final class PagerDutyChannel implements Channel {

    private static final int SUMMARY_MOST = 1_024;

    private final HttpPost http;
    private final String routingKey;
    private final Surroundings surroundings;

    PagerDutyChannel(PagerDutySpec spec, Surroundings surroundings) {
        this.surroundings = surroundings;
        routingKey = spec.routingKey().reveal();
        http = new HttpPost(URI.create(spec.url()), new TargetGuard(spec.allowPrivate()));
    }

    @Override
    public Receipt check() {
        return http.check();
    }

    @Override
    public Receipt tell(Notification notification) {
        return http.post(Json.text(event(notification)), Map.of(), answer -> answer.contains("\"success\""));
    }

    PagerDutyEvent event(Notification notification) {
        Alert alert = notification.alert();
        String link = surroundings.link(alert);
        return new PagerDutyEvent(
                routingKey,
                notification.isOver() ? "resolve" : "trigger",
                alert.fingerprint(),
                payload(notification),
                "flowlens",
                link,
                link == null ? List.of() : List.of(new PagerDutyEvent.Link(link, "the alert in the console")));
    }

    private static PagerDutyEvent.Payload payload(Notification notification) {
        Alert alert = notification.alert();
        return new PagerDutyEvent.Payload(
                MessageText.cut(MessageText.title(notification), SUMMARY_MOST),
                alert.place().interfaceId(),
                alert.severity().text(),
                Instant.ofEpochMilli(alert.activity().since()).toString(),
                alert.diagnosis().code(),
                alert.place().vpcId(),
                alert.kind().text(),
                details(alert));
    }

    /** A label that comes twice (two causes, two commands) is one detail of several lines. */
    private static Map<String, String> details(Alert alert) {
        Map<String, String> details = new LinkedHashMap<>();
        for (Sentence sentence : AlertSentences.details(alert)) {
            details.merge(sentence.label(), sentence.words(), (one, other) -> one + "\n" + other);
        }
        return details;
    }
}
