package io.flowlens.notifier;

import io.flowlens.notifier.channel.ChannelKind;
import io.flowlens.notifier.channel.Receipt;
import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is counted of the channels of one kind. */
final class ChannelMeters {

    private final Counter accepted;
    private final Counter refused;
    private final Counter failed;
    private final Counter retries;
    private final Counter deadLetters;
    private final Timer lag;

    ChannelMeters(Meters meters, ChannelKind kind) {
        accepted = meters.counter(NotifierMeter.NOTIFICATIONS.spec(), kind.text(), "accepted");
        refused = meters.counter(NotifierMeter.NOTIFICATIONS.spec(), kind.text(), "refused");
        failed = meters.counter(NotifierMeter.NOTIFICATIONS.spec(), kind.text(), "failed");
        retries = meters.counter(NotifierMeter.RETRIES.spec(), kind.text());
        deadLetters = meters.counter(NotifierMeter.DEAD_LETTERS.spec(), reason(kind));
        lag = meters.lag(NotifierMeter.LAG.spec(), kind.text());
    }

    /** Why a record of alerts is a dead letter: {@code notification-slack}. */
    static String reason(ChannelKind kind) {
        return "notification-" + kind.text();
    }

    void attempted(Receipt receipt) {
        if (receipt instanceof Receipt.Accepted) {
            accepted.increment();
        } else if (receipt instanceof Receipt.Refused) {
            refused.increment();
        } else {
            failed.increment();
        }
    }

    void retried() {
        retries.increment();
    }

    void delivered(Duration after) {
        lag.record(after);
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
