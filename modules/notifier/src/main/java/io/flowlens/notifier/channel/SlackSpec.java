package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;
import java.net.URI;

/** @param url of the incoming webhook: who knows it may post, so it is a secret */
record SlackSpec(String name, Severity minSeverity, boolean allowPrivate, Secret url) implements ChannelSpec {

    SlackSpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
        Checked.url("url", Checked.given("url", url).reveal());
    }

    URI address() {
        return URI.create(url.reveal());
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.SLACK;
    }

    @Override
    public String target() {
        return address().getHost();
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return new SlackChannel(this, surroundings);
    }
}
