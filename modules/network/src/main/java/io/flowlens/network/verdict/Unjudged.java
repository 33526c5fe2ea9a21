package io.flowlens.network.verdict;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.NetworkHistory;
import io.flowlens.network.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** Verdicts on flows that no rules could be asked about. */
final class Unjudged {

    private final NetworkHistory history;
    private final FlowRecord flow;
    private final Window window;

    Unjudged(NetworkHistory history, FlowRecord flow, Window window) {
        this.history = history;
        this.flow = flow;
        this.window = window;
    }

    Verdict unknownInterface() {
        if (flow.interfaceId() == null || !isOlderThanTheInventory()) {
            List<Note> notes = window.ahead() ? List.of(Note.BEHIND) : List.of();
            return verdict(Optional.empty(), Answer.UNKNOWN_INTERFACE, notes);
        }
        var gap = new Note(Note.Kind.INVENTORY_GAP, "the flow is older than the inventory");
        return verdict(Optional.empty(), Answer.INDETERMINATE, List.of(gap));
    }

    Verdict because(Facts facts, Note.Kind kind, String text) {
        return verdict(Optional.of(facts.networkInterface()), Answer.INDETERMINATE, List.of(new Note(kind, text)));
    }

    private boolean isOlderThanTheInventory() {
        return history.began() != Long.MAX_VALUE && history.began() > window.end();
    }

    private Verdict verdict(Optional<NetworkInterface> recorder, Answer answer, List<Note> notes) {
        FlowDirection direction = flow.direction();
        List<Cause> causes = RejectAnswer.loggedCause(flow.text(Field.REJECT_REASON), direction)
                .map(List::of)
                .orElse(List.of());
        var ends = new Ends(history.asOf(window.start()), recorder);
        var judgement = new Verdict.Judgement(
                flow.action() == Action.NONE ? Answer.NO_DECISION : causes.isEmpty() ? answer : Answer.BLOCKED,
                causes.isEmpty() ? Certainty.UNDECIDED : Certainty.CERTAIN,
                Prediction.UNKNOWN,
                flow.action(),
                direction);
        return new Verdict(
                judgement,
                ends.source(flow),
                ends.destination(flow),
                causes,
                notes,
                Optional.empty(),
                Optional.empty());
    }
}
