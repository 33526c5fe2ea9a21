package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Activity;
import io.flowlens.topics.Alert.How;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Resolution;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Counts;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.Place;
import io.flowlens.topics.Traffic;
import java.util.List;

/** Tries a channel before it is needed. */
public final class ChannelTrial {

    private static final String FINGERPRINT = "0000000000000000";

    private ChannelTrial() {}

    /** Whether a message could be sent; sends none. */
    public static Receipt check(ChannelSpec spec, Surroundings surroundings) {
        try (Channel channel = spec.open(surroundings)) {
            return channel.check();
        }
    }

    /** Sends an alert that says that it is a test, and its end, so that nothing stays open. */
    public static Receipt test(ChannelSpec spec, Surroundings surroundings) {
        long now = surroundings.clock().millis();
        try (Channel channel = spec.open(surroundings)) {
            Alert alert = alert(State.FIRING, null, now);
            Alert over = alert(State.RESOLVED, new Resolution(How.QUIET, now + 1, null), now);
            Receipt receipt = channel.tell(new Notification("test-" + now, Change.FIRED, alert, null));
            return receipt == Receipt.ACCEPTED
                    ? channel.tell(new Notification("test-" + now + "-over", Change.RESOLVED, over, alert))
                    : receipt;
        }
    }

    private static Alert alert(State state, Resolution resolution, long now) {
        return new Alert(
                Alert.SCHEMA_VERSION,
                FINGERPRINT,
                state,
                Kind.BROKEN_PATH,
                Severity.WARNING,
                new Place(null, null, null, "eni-test"),
                new Traffic(
                        "ingress",
                        new End("instance", "i-test", "flowlens-test", null),
                        new End("instance", "i-test", "nothing", null),
                        "tcp",
                        443),
                new Diagnosis("TEST", "certain", List.of(), List.of("this is a test: nothing is broken"), null),
                new Activity(now, now, new Counts(0, 0, 0), 0, List.of()),
                null,
                null,
                resolution,
                List.of(),
                now);
    }
}
