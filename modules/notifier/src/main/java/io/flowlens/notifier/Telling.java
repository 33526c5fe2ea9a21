package io.flowlens.notifier;

import io.flowlens.notifier.channel.Change;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.Diagnosis.Cause;
import java.util.List;
import java.util.Optional;

/** What people have to hear: that it fires, that it fires for another reason or more severely, that it is over. */
final class Telling {

    private final Severity least;

    /** @param least whatever is less severe is not told */
    Telling(Severity least) {
        this.least = least;
    }

    /** @param told what was told last of the same alert; null for nothing */
    Optional<Change> change(Alert told, Alert now) {
        boolean known = told != null && told.state() == State.FIRING;
        if (now.state() == State.FIRING) {
            if (known) {
                return isNews(told, now) ? Optional.of(Change.UPDATED) : Optional.empty();
            }
            return concerns(now) ? Optional.of(Change.FIRED) : Optional.empty();
        }
        return known && now.state() == State.RESOLVED ? Optional.of(Change.RESOLVED) : Optional.empty();
    }

    boolean concerns(Alert alert) {
        return alert.severity() != null && alert.severity().compareTo(least) <= 0;
    }

    /** More of the same is none: an alert is updated every minute. */
    private static boolean isNews(Alert told, Alert now) {
        return told.severity() != now.severity()
                || told.activity().reopened() != now.activity().reopened()
                || !causes(told).equals(causes(now));
    }

    private record Blocker(String code, List<String> components, Integer rule) {}

    private static List<Blocker> causes(Alert alert) {
        return alert.diagnosis().causes().stream().map(Telling::blocker).toList();
    }

    private static Blocker blocker(Cause cause) {
        return new Blocker(cause.code(), cause.componentIds(), cause.ruleNumber());
    }
}
