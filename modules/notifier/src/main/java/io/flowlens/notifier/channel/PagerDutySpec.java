package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;

/**
 * @param routingKey integration key of an Events API v2 integration
 * @param url null for PagerDuty's own in the US; {@code https://events.eu.pagerduty.com/v2/enqueue} in the EU
 */
record PagerDutySpec(String name, Severity minSeverity, boolean allowPrivate, Secret routingKey, String url)
        implements ChannelSpec {

    PagerDutySpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
        Checked.given("routingKey", routingKey);
        url = url == null ? "https://events.pagerduty.com/v2/enqueue" : url;
        Checked.url("url", url);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.PAGERDUTY;
    }

    @Override
    public String target() {
        return url;
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return new PagerDutyChannel(this, surroundings);
    }
}
