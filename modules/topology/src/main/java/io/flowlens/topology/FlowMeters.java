package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.CauseCode;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.service.Label;
import io.flowlens.service.MeterSpec;
import io.flowlens.service.Meters;
import io.flowlens.topics.Alert.Kind;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts records and verdicts, a batch at a time, and rejects with their cause. Thread-safe. */
final class FlowMeters {

    private static final String[] INTERFACE = {"unknown", "known"};
    private static final Action[] LOGGED = {Action.ACCEPT, Action.REJECT};
    private static final Outcome[] NO_FLOW = {Outcome.NODATA, Outcome.SKIPDATA};

    private final Meters meters;
    private final Counter[] flows;
    private final Counter[] packets;
    private final Counter[] bytes;
    private final Counter[][] byAction = new Counter[Action.values().length][2];
    private final Counter[][] byOutcome = new Counter[Outcome.values().length][2];
    private final Counter aheadOfInventory;
    private final Map<Kind, Map<String, Counter>> rejects = new EnumMap<>(Kind.class);
    private final Counter[][] verdicts = new Counter[Prediction.values().length][Action.values().length];

    /** What can be foreseen is there from the start, so that a rate over it has no gap. */
    FlowMeters(Meters meters) {
        this.meters = meters;
        aheadOfInventory = meters.counter(TopologyMeter.AHEAD_OF_INVENTORY.spec());
        flows = byActionAndDirection(TopologyMeter.FLOWS.spec());
        packets = byActionAndDirection(TopologyMeter.FLOW_PACKETS.spec());
        bytes = byActionAndDirection(TopologyMeter.FLOW_BYTES.spec());
        for (int known = 0; known < INTERFACE.length; known++) {
            for (Action action : Action.values()) {
                byAction[action.ordinal()][known] = records(action, known);
            }
            for (Outcome outcome : NO_FLOW) {
                byOutcome[outcome.ordinal()][known] = records(outcome, known);
            }
        }
        for (Prediction predicted : Prediction.values()) {
            for (Action logged : LOGGED) {
                verdicts[predicted.ordinal()][logged.ordinal()] =
                        meters.counter(TopologyMeter.VERDICTS.spec(), Label.word(predicted), Label.word(logged));
            }
        }
        for (Kind kind : Kind.values()) {
            rejects.put(kind, new ConcurrentHashMap<>());
            for (CauseCode cause : CauseCode.values()) {
                rejects(kind, cause.name(), 0);
            }
        }
        MeterLabels.UNREADABLE.values().forEach(reason -> deadLetter(reason, 0));
        meters.gauge(TopologyMeter.VERDICT_AGREEMENT.spec(), this::agreement);
    }

    /** Takes in what was counted and sets it back to nothing. */
    void take(FlowTally tally) {
        take(tally.flows, flows);
        take(tally.packets, packets);
        take(tally.bytes, bytes);
        take(tally.byAction, byAction);
        take(tally.byOutcome, byOutcome);
        take(tally.verdicts, verdicts);
        aheadOfInventory.increment(tally.flowsAheadOfInventory());
        tally.taken();
    }

    /** @param cause a cause code or an answer: a closed set */
    void disagreement(Action logged, String cause) {
        meters.counter(TopologyMeter.DISAGREEMENTS.spec(), Label.word(logged), cause)
                .increment();
    }

    /** @param cause as {@link io.flowlens.topics.Diagnosis#code()} gives it */
    void rejects(Kind kind, String cause, long count) {
        rejects.get(kind)
                .computeIfAbsent(cause, each -> meters.counter(TopologyMeter.REJECTS.spec(), kind.text(), each))
                .increment(count);
    }

    /** @param reason from the closed set of the line reader */
    void deadLetter(String reason) {
        deadLetter(reason, 1);
    }

    private void deadLetter(String reason, int count) {
        meters.counter(TopologyMeter.DEAD_LETTERS.spec(), reason).increment(count);
    }

    private double agreement() {
        double agrees = 0;
        double decided = 0;
        for (Prediction predicted : Prediction.values()) {
            for (Action logged : LOGGED) {
                double count = verdicts[predicted.ordinal()][logged.ordinal()].count();
                Agreement agreement = predicted.against(logged);
                agrees += agreement == Agreement.AGREES ? count : 0;
                decided += agreement == Agreement.UNDECIDED ? 0 : count;
            }
        }
        return agrees / decided;
    }

    private Counter[] byActionAndDirection(MeterSpec spec) {
        Counter[] counters = new Counter[FlowTally.CELLS];
        for (Action action : Action.values()) {
            for (FlowDirection direction : FlowDirection.values()) {
                counters[FlowTally.cell(action, direction)] =
                        meters.counter(spec, Label.word(action), Label.word(direction));
            }
        }
        return counters;
    }

    private Counter records(Enum<?> action, int known) {
        return meters.counter(TopologyMeter.FLOW_RECORDS.spec(), Label.word(action), INTERFACE[known]);
    }

    private static void take(long[][] counts, Counter[][] counters) {
        for (int row = 0; row < counts.length; row++) {
            take(counts[row], counters[row]);
        }
    }

    private static void take(long[] counts, Counter[] counters) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0 && counters[i] != null) {
                counters[i].increment(counts[i]);
            }
            counts[i] = 0;
        }
    }
}
