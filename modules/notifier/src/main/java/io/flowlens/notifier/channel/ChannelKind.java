package io.flowlens.notifier.channel;

import java.util.Locale;

/** How a channel reaches people. */
public enum ChannelKind {
    ALERTMANAGER,
    SLACK,
    PAGERDUTY,
    WEBHOOK,
    EMAIL,
    TERMINAL;

    /** As it stands in the channels file and in meters. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
