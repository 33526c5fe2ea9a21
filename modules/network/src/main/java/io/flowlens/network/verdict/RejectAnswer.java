package io.flowlens.network.verdict;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains a rejected flow. */
final class RejectAnswer implements Reasoning {

    private final Hearing hearing;
    private final Trial trial;
    private final Optional<Cause> logged;
    private final Optional<Note> otherEnd;
    private final List<Cause> causes;
    private final boolean maybeLate;

    /** @param otherEnd set when the destination would block it too */
    RejectAnswer(Hearing hearing, Optional<Note> otherEnd) {
        this.hearing = hearing;
        this.otherEnd = otherEnd;
        this.trial = hearing.chosen(hearing.any(Prediction.DENY) ? Prediction.DENY : Prediction.UNKNOWN);
        this.logged = loggedCause(
                hearing.flow().text(Field.REJECT_REASON), hearing.packet().direction());
        this.causes = causes(trial, logged);
        this.maybeLate =
                !trial.reply() && trial.groupPrediction() == Prediction.DENY && Replies.looksLikeOne(hearing, trial);
    }

    /** The cause AWS itself names, which it does for few rejects; the others have {@code -}. */
    static Optional<Cause> loggedCause(String reason, FlowDirection direction) {
        if ("BPA".equals(reason)) {
            return Optional.of(cause(
                    CauseCode.VPC_BLOCK_PUBLIC_ACCESS_ENABLED,
                    direction,
                    "VPC Block Public Access is on for the subnet"));
        }
        if ("EC".equals(reason)) {
            return Optional.of(cause(
                    CauseCode.VPC_ENCRYPTION_CONTROLS_ENFORCED,
                    direction,
                    "the VPC's encryption controls do not let traffic through in the clear"));
        }
        return Optional.empty();
    }

    @Override
    public Answer answer() {
        if (!causes.isEmpty()) {
            return Answer.BLOCKED;
        }
        return trial.prediction() == Prediction.UNKNOWN ? Answer.INDETERMINATE : Answer.NOT_EXPLAINED_BY_RULES;
    }

    @Override
    public Certainty certainty() {
        if (answer() != Answer.BLOCKED) {
            return Certainty.UNDECIDED;
        }
        boolean assumed = !hearing.caveats(trial).isEmpty()
                || maybeLate
                || isUnsolicited()
                || trial.acl().maybeDeniedEarlier();
        return logged.isPresent() || !assumed ? Certainty.CERTAIN : Certainty.LIKELY;
    }

    @Override
    public Prediction predicted() {
        return trial.prediction();
    }

    @Override
    public Trial trial() {
        return trial;
    }

    @Override
    public List<Cause> causes() {
        return causes;
    }

    @Override
    public List<Note> notes() {
        var notes = new ArrayList<Note>();
        if (answer() == Answer.NOT_EXPLAINED_BY_RULES) {
            notes.addAll(candidates());
        }
        notes.addAll(hearing.caveats(trial));
        if (logged.isEmpty()) {
            notes.addAll(trial.doubts());
        }
        if (trial.reply()) {
            notes.add(new Note(Note.Kind.REPLY, "groups let it through: it answers a request they remember"));
        } else if (maybeLate) {
            notes.add(new Note(
                    Note.Kind.POSSIBLE_REPLY,
                    "it looks like an answer to a request that was let through: it may have come too late"));
        }
        if (isUnsolicited()) {
            notes.add(new Note(Note.Kind.UNSOLICITED_SYN_ACK, "it answers a request that was not seen"));
        }
        otherEnd.ifPresent(notes::add);
        return notes;
    }

    /** None where a rule would not help: what AWS itself refused, and packets that came late. */
    @Override
    public Optional<Fix> fix() {
        boolean fixable = answer() == Answer.BLOCKED && logged.isEmpty() && !maybeLate && !isUnsolicited();
        return fixable ? FixPlan.of(trial, causes) : Optional.empty();
    }

    /** What a fix made for this or another reject had done for this one; DENY when it makes no difference. */
    Prediction with(Fix other) {
        if (trial.prediction() == Prediction.ALLOW || logged.isPresent()) {
            return Prediction.DENY;
        }
        Prediction changed = Trial.of(new Policy(Patch.over(trial.facts(), other)), trial.packet(), trial.reply())
                .prediction();
        return changed == trial.prediction() ? Prediction.DENY : changed;
    }

    private List<Note> candidates() {
        var late = new Note(Note.Kind.LATE_PACKET, "it may have come after its connection was closed");
        var expired = new Note(
                Note.Kind.TRACKING_EXPIRED, "its connection may have been idle until groups no longer remembered it");
        var stale = new Note(Note.Kind.INVENTORY_STALE, "the rules may have changed without being seen yet");
        if (TcpFlags.opens(hearing.flow())) {
            return withRules(List.of(), stale); // What opens a connection belongs to none.
        }
        if (hearing.window().ahead()) {
            return List.of(stale, late, expired);
        }
        if (hearing.tracking() == Tracking.EXPIRED) {
            return withRules(List.of(expired, late), stale);
        }
        boolean connected = Traffic.hasPorts(hearing.packet().protocol());
        return withRules(connected ? List.of(late, expired) : List.of(expired), stale);
    }

    /** The reasons that lie with the packet, then those that lie with the rules. */
    private List<Note> withRules(List<Note> ofPacket, Note stale) {
        var notes = new ArrayList<>(ofPacket);
        if (!trial.reply()) {
            GroupTrial.onlyByReference(trial.facts(), trial.packet())
                    .ifPresent(rule -> notes.add(new Note(
                            Note.Kind.GROUP_REFERENCE_NOT_PRESERVED,
                            "it may have come through a middlebox or a gateway, where " + rule.label()
                                    + " does not hold: it names " + rule.peer())));
        }
        notes.add(stale);
        return notes;
    }

    private boolean isUnsolicited() {
        return !trial.reply() && TcpFlags.answers(hearing.flow());
    }

    /** Inbound packets meet the gateway first, outbound ones last. */
    private static List<Cause> causes(Trial trial, Optional<Cause> logged) {
        var causes = new ArrayList<>(trial.causes());
        logged.ifPresent(cause -> causes.add(trial.packet().outbound() ? causes.size() : 0, cause));
        return causes;
    }

    private static Cause cause(CauseCode code, FlowDirection direction, String text) {
        return new Cause(code, direction, List.of(), OptionalInt.empty(), Optional.empty(), text);
    }
}
