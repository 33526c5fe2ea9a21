package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Change;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.SecurityGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A flow and its trials: one for each state of the rules that may have judged it, oldest first.
 *
 * @param tracking what is known about a request this flow answers
 */
record Hearing(
        FlowRecord flow, Window window, Packet packet, Tracking tracking, List<Trial> trials, NetworkHistory history) {

    /** The first trial of its kind, or else the one by the rules in force when the flow began. */
    Trial chosen(Prediction preferred) {
        return first(trial -> trial.prediction() == preferred && inForceAtStart(trial))
                .or(() -> first(trial -> trial.prediction() == preferred))
                .or(() -> first(this::inForceAtStart))
                .orElseGet(() -> trials.get(0));
    }

    boolean any(Prediction prediction) {
        return first(trial -> trial.prediction() == prediction).isPresent();
    }

    /** Whether it matters which of the states judged the packet. */
    boolean disputed() {
        return trials.size() > 1 && trials.stream().anyMatch(trial -> !trial.sameOutcome(trials.get(0)));
    }

    Optional<WindowChange> change() {
        if (!disputed()) {
            return Optional.empty();
        }
        Trial first = trials.get(0);
        Trial last = trials.get(trials.size() - 1);
        return Optional.of(new WindowChange(first.prediction(), last.prediction(), changes()));
    }

    /** What an answer by this trial rests on. */
    List<Note> caveats(Trial trial) {
        var notes = new ArrayList<Note>();
        if (!Window.isKnown(flow)) {
            notes.add(new Note(Note.Kind.UNKNOWN_TIME, "the record has no time: judged by the newest state"));
        } else if (assumesFirstState(trial)) {
            notes.add(new Note(
                    Note.Kind.FIRST_STATE_ASSUMED,
                    "the flow is a little older than the first sighting of the rules; they were taken to be the same"));
        }
        if (disputed()) {
            notes.add(changeNote());
        }
        if (window.ahead()) {
            notes.add(Note.BEHIND);
        }
        return notes;
    }

    private boolean assumesFirstState(Trial trial) {
        return window.end() < trial.facts().sighted().firstSeen();
    }

    private Note changeNote() {
        List<Change> changes = changes();
        boolean inside = changes.stream()
                .anyMatch(change -> change.seenAt() > window.start() && change.seenAt() <= window.end());
        var kind = inside ? Note.Kind.RULES_CHANGED_IN_WINDOW : Note.Kind.RULES_CHANGED_NEAR_WINDOW;
        String what = changes.isEmpty()
                ? "what the rules refer to changed"
                : changes.get(changes.size() - 1).id() + " changed";
        return new Note(kind, what + (inside ? " between start and end" : " close to start or end"));
    }

    private List<Change> changes() {
        var ids = new LinkedHashSet<String>();
        trials.forEach(trial -> ids.addAll(componentIds(trial.facts())));
        return history.changesBetween(window.earliest(), window.latest(), ids);
    }

    private static Set<String> componentIds(Facts facts) {
        NetworkInterface recorder = facts.networkInterface();
        var ids = new LinkedHashSet<String>(recorder.groupIds());
        facts.groups().stream().map(SecurityGroup::id).forEach(ids::add);
        facts.acl().ifPresent(acl -> ids.add(acl.id()));
        ids.addAll(facts.references().keySet());
        ids.add(recorder.id());
        ids.add(recorder.subnetId());
        return ids;
    }

    private boolean inForceAtStart(Trial trial) {
        Facts.Sighted sighted = trial.facts().sighted();
        return sighted.from() <= window.start() && window.start() < sighted.until();
    }

    private Optional<Trial> first(Predicate<Trial> wanted) {
        for (Trial trial : trials) {
            if (wanted.test(trial)) {
                return Optional.of(trial);
            }
        }
        return Optional.empty();
    }
}
