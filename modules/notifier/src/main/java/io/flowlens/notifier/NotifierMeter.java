package io.flowlens.notifier;

import io.flowlens.notifier.channel.ChannelKind;
import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;

/** Every meter of the notifier. Channels are told apart by their kind. */
public enum NotifierMeter implements ListedMeter {
    NOTIFICATIONS(MeterSpec.counter(
            "flowlens.notifications",
            null,
            "Attempts to tell somebody, by kind of channel and what became of them: accepted, refused (never to be taken),"
                    + " failed (to be tried again).",
            Labels.CHANNEL,
            Label.of("result", "accepted", "refused", "failed"))),
    LAG(MeterSpec.lag(
            "flowlens.notification.lag",
            "From the alert's record in Kafka to the answer of the receiver that it has it.",
            Labels.CHANNEL)),
    RETRIES(MeterSpec.counter(
            "flowlens.notification.retries", null, "Attempts that were not the first.", Labels.CHANNEL)),
    OLDEST(MeterSpec.gauge(
            "flowlens.notification.oldest",
            "seconds",
            "Age of the oldest record of an alert that waits to be told; 0 when none does.",
            Labels.CHANNEL)),
    DEAD_LETTERS(MeterSpec.counter(
            "flowlens.dead.letters",
            null,
            "Records or lines that could not be read, by reason.",
            Label.of("reason", ChannelKind.values(), ChannelMeters::reason)));

    private final MeterSpec spec;

    NotifierMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }

    /** Apart, since an enum's constants come before its fields. */
    private static final class Labels {

        private static final Label CHANNEL = Label.of("channel", ChannelKind.values(), ChannelKind::text);
    }
}
