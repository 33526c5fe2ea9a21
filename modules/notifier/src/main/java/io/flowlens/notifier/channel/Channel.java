package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import java.time.Duration;
import java.util.Collection;

/** One way to tell people. Used by one thread. */
public interface Channel extends AutoCloseable {

    /** Never throws, and returns within half a minute. */
    Receipt tell(Notification notification);

    /** Whether the receiver may be told at all, without telling it: its name resolves, to where nothing forbids to send. */
    default Receipt check() {
        return Receipt.ACCEPTED;
    }

    /** How often the receiver has to hear of everything that fires; zero for never. */
    default Duration remindEvery() {
        return Duration.ZERO;
    }

    /** Says once more what fires; what is not said again for a while, such a receiver takes for over. */
    default Receipt remind(Collection<Alert> firing) {
        return Receipt.ACCEPTED;
    }

    @Override
    default void close() {}
}
