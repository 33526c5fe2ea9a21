package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import java.util.List;
import java.util.Optional;

/**
 * Why AWS did with a flow what it did.
 *
 * @param causes every blocker, in the order AWS meets them; empty unless the answer is {@link Answer#BLOCKED}
 * @param notes what the answer rests on, or the candidates, likeliest first
 * @param change set when the rules changed in or near the window and the states disagree
 * @param fix the smallest change that would let exactly this traffic through
 */
public record Verdict(
        Judgement judgement,
        End source,
        End destination,
        List<Cause> causes,
        List<Note> notes,
        Optional<WindowChange> change,
        Optional<Fix> fix) {

    /**
     * The verdict in five words of closed sets.
     *
     * @param predicted what the rules say
     * @param logged what AWS did
     * @param direction as judged, seen from the interface
     */
    public record Judgement(
            Answer answer, Certainty certainty, Prediction predicted, Action logged, FlowDirection direction) {

        public Judgement {
            requireNonNull(answer, "answer");
            requireNonNull(certainty, "certainty");
            requireNonNull(predicted, "predicted");
            requireNonNull(logged, "logged");
            requireNonNull(direction, "direction");
        }
    }

    public Verdict {
        requireNonNull(judgement, "judgement");
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        causes = List.copyOf(causes);
        notes = List.copyOf(notes);
        requireNonNull(change, "change");
        requireNonNull(fix, "fix");
    }

    public Answer answer() {
        return judgement.answer();
    }

    public Certainty certainty() {
        return judgement.certainty();
    }

    public Prediction predicted() {
        return judgement.predicted();
    }

    public Action logged() {
        return judgement.logged();
    }

    public FlowDirection direction() {
        return judgement.direction();
    }

    /** What stopped the packet first; empty when nothing known did. */
    public Optional<Cause> firstCause() {
        return causes.stream().findFirst();
    }

    public boolean has(Note.Kind kind) {
        return notes.stream().anyMatch(note -> note.kind() == kind);
    }
}
