package io.flowlens.notifier;

import io.flowlens.service.MeterSpec;

/** Every meter of the notifier. Channels are told apart by their kind. */
public enum NotifierMeter {
    NOTIFICATIONS(MeterSpec.of(
            "flowlens.notifications",
            null,
            "Attempts to tell somebody, by kind of channel and what became of them: accepted, refused (never to be taken),"
                    + " failed (tried again).",
            "channel",
            "result")),
    LAG(MeterSpec.of(
            "flowlens.notification.lag",
            null,
            "From the alert's record in Kafka to the receiver's answer that it has it, by kind of channel.",
            "channel")),
    RETRIES(MeterSpec.of(
            "flowlens.notification.retries", null, "Attempts that were not the first, by kind of channel.", "channel")),
    OLDEST(MeterSpec.of(
            "flowlens.notification.oldest",
            "seconds",
            "Age of the oldest alert's record that waits to be told, by kind of channel; 0 when none does.",
            "channel")),
    /** One family with the dead letters of the others. */
    DEAD_LETTERS(MeterSpec.of(
            "flowlens.dead.letters", null, "Records or lines that could not be read, by reason.", "reason"));

    private final MeterSpec spec;

    NotifierMeter(MeterSpec spec) {
        this.spec = spec;
    }

    public MeterSpec spec() {
        return spec;
    }
}
