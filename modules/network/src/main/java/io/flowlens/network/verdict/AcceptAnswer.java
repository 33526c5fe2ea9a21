package io.flowlens.network.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains an accepted flow. */
final class AcceptAnswer implements Reasoning {

    private final Hearing hearing;
    private final Trial trial;
    private final List<Note> explanations = new ArrayList<>();

    /** @param earlier what held before the flow, newest first */
    AcceptAnswer(Hearing hearing, List<Policy> earlier) {
        this.hearing = hearing;
        this.trial = hearing.chosen(hearing.any(Prediction.ALLOW) ? Prediction.ALLOW : Prediction.UNKNOWN);
        explain(earlier);
    }

    @Override
    public Answer answer() {
        if (trial.prediction() == Prediction.ALLOW) {
            return Answer.ALLOWED;
        }
        if (!explanations.isEmpty() && trial.acl().prediction() != Prediction.DENY) {
            return Answer.EXPECTED;
        }
        return trial.prediction() == Prediction.UNKNOWN ? Answer.INDETERMINATE : Answer.UNEXPECTED;
    }

    @Override
    public Certainty certainty() {
        return switch (answer()) {
            case ALLOWED -> hearing.caveats(trial).isEmpty() ? Certainty.CERTAIN : Certainty.LIKELY;
            case EXPECTED -> Certainty.LIKELY;
            default -> Certainty.UNDECIDED;
        };
    }

    /** An accept that may answer something unseen neither confirms the rules nor speaks against them. */
    @Override
    public Prediction predicted() {
        boolean unseen = explanations.stream().anyMatch(note -> note.kind() == Note.Kind.POSSIBLE_REPLY);
        return unseen && trial.acl().prediction() != Prediction.DENY ? Prediction.UNKNOWN : trial.prediction();
    }

    @Override
    public Trial trial() {
        return trial;
    }

    @Override
    public List<Cause> causes() {
        return List.of();
    }

    @Override
    public Optional<Fix> fix() {
        return Optional.empty();
    }

    @Override
    public List<Note> notes() {
        var notes = new ArrayList<>(explanations);
        notes.addAll(hearing.caveats(trial));
        notes.addAll(trial.doubts());
        return notes;
    }

    private void explain(List<Policy> earlier) {
        if (trial.reply() && trial.groups().prediction() != Prediction.ALLOW) {
            explanations.add(new Note(Note.Kind.REPLY, "it answers a request that groups remember"));
        } else if (trial.groupPrediction() == Prediction.DENY) {
            if (mayAnswer()) {
                explanations.add(new Note(
                        Note.Kind.POSSIBLE_REPLY, "groups would have let a request through that this answers"));
            }
            if (!TcpFlags.opens(hearing.flow()) && earlier.stream().anyMatch(this::groupsAllow)) {
                explanations.add(new Note(
                        Note.Kind.TRACKED_SINCE_EARLIER_RULE,
                        "an earlier rule allowed it, and connections outlive the rule that let them in"));
            }
        }
    }

    private boolean mayAnswer() {
        Packet reply = hearing.packet().reply();
        return !TcpFlags.opens(hearing.flow())
                && reply.isComplete()
                && trial.policy().groups(reply) != Prediction.DENY;
    }

    private boolean groupsAllow(Policy policy) {
        return policy.groups(hearing.packet()) == Prediction.ALLOW;
    }
}
