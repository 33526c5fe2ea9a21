package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;

/**
 * @param url of the Alertmanager, without {@code /api/v2}
 * @param authorization value of that header, or null
 */
record AlertmanagerSpec(String name, Severity minSeverity, boolean allowPrivate, String url, Secret authorization)
        implements ChannelSpec {

    AlertmanagerSpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
        Checked.url("url", url);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.ALERTMANAGER;
    }

    @Override
    public String target() {
        return url;
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return new AlertmanagerChannel(this, surroundings);
    }
}
