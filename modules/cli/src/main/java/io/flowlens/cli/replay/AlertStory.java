package io.flowlens.cli.replay;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What became of one alert in a replay.
 *
 * @param fired whether anybody would have been told
 * @param last its last state
 */
record AlertStory(boolean fired, Alert last) {

    /** @param told everything about one fingerprint, in order; at least one */
    static AlertStory of(List<byte[]> told) {
        boolean fired = false;
        Alert last = null;
        for (byte[] each : told) {
            last = parse(each);
            fired |= last.state() == Alert.State.FIRING;
        }
        return new AlertStory(fired, Objects.requireNonNull(last, "nothing was told"));
    }

    static Alert parse(byte[] json) {
        try {
            return Json.mapper().readValue(json, Alert.class);
        } catch (IOException e) {
            throw new UncheckedIOException("not an alert: " + e.getMessage(), e);
        }
    }

    /** What differs between an earlier judgement and this one, in words; empty when nobody would notice. */
    List<String> since(AlertStory before) {
        List<String> changes = new ArrayList<>();
        compare("severity", before, alert -> alert.severity().text(), changes);
        compare("kind", before, alert -> alert.kind().text(), changes);
        compare("end", before, AlertStory::end, changes);
        compare("cause", before, alert -> code(alert.diagnosis()), changes);
        compare("flows", before, alert -> alert.activity().counts().flows(), changes);
        compare("reopened", before, alert -> alert.activity().reopened(), changes);
        return changes;
    }

    /** How it stood at the end: firing, pending, verified, quiet. */
    static String end(Alert alert) {
        return alert.state() == Alert.State.RESOLVED
                ? alert.resolution().how().text()
                : alert.state().text();
    }

    private static String code(Diagnosis diagnosis) {
        return diagnosis == null ? "none" : diagnosis.code();
    }

    private void compare(String what, AlertStory before, Function<Alert, Object> view, List<String> changes) {
        Object then = view.apply(before.last);
        Object now = view.apply(last);
        if (!then.equals(now)) {
            changes.add("%s %s -> %s".formatted(what, then, now));
        }
    }
}
