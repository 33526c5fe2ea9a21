package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;
import java.util.List;

/**
 * @param url that gets every message; not a secret, since messages are signed
 * @param secrets each signs every message: the new one and the old one while receivers change over
 */
record WebhookSpec(String name, Severity minSeverity, boolean allowPrivate, String url, List<Secret> secrets)
        implements ChannelSpec {

    private static final int MOST_SECRETS = 4;

    WebhookSpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
        Checked.url("url", url);
        secrets = List.copyOf(Checked.given("secrets", secrets));
        if (secrets.isEmpty() || secrets.size() > MOST_SECRETS) {
            throw new IllegalArgumentException("\"secrets\" must be 1 to " + MOST_SECRETS);
        }
        secrets.forEach(WebhookSignature::key); // says at once when one is none
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.WEBHOOK;
    }

    @Override
    public String target() {
        return url;
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return new WebhookChannel(this, surroundings);
    }
}
