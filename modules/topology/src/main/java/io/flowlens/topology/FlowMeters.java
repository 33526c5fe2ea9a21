package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.network.verdict.Prediction;
import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import java.util.Locale;

/** Counts records and verdicts. Thread-safe; looks nothing up on the hot path. */
final class FlowMeters {

    private static final String[] INTERFACE = {"unknown", "known"};

    private final Meters meters;
    private final Counter[][] byAction = new Counter[Action.values().length][2];
    private final Counter[][] byOutcome = new Counter[Outcome.values().length][2];
    private final Counter[][] verdicts = new Counter[Prediction.values().length][Action.values().length];

    FlowMeters(Meters meters) {
        this.meters = meters;
        for (int known = 0; known < INTERFACE.length; known++) {
            for (Action action : Action.values()) {
                byAction[action.ordinal()][known] = records(action.name(), known);
            }
            for (Outcome outcome : new Outcome[] {Outcome.NODATA, Outcome.SKIPDATA}) {
                byOutcome[outcome.ordinal()][known] = records(outcome.name(), known);
            }
        }
        for (Prediction predicted : Prediction.values()) {
            for (Action logged : new Action[] {Action.ACCEPT, Action.REJECT}) {
                verdicts[predicted.ordinal()][logged.ordinal()] =
                        meters.counter(TopologyMeter.VERDICTS.spec(), lower(predicted.name()), lower(logged.name()));
            }
        }
        meters.gauge(TopologyMeter.VERDICT_AGREEMENT.spec(), this::agreement);
    }

    void flow(Action action, boolean knownInterface) {
        byAction[action.ordinal()][knownInterface ? 1 : 0].increment();
    }

    /** @param outcome {@code NODATA} or {@code SKIPDATA} */
    void noFlow(Outcome outcome, boolean knownInterface) {
        byOutcome[outcome.ordinal()][knownInterface ? 1 : 0].increment();
    }

    void verdict(Prediction predicted, Action logged) {
        if (logged != Action.NONE) {
            verdicts[predicted.ordinal()][logged.ordinal()].increment();
        }
    }

    /** @param cause a cause code or an answer: a closed set */
    void disagreement(Action logged, String cause) {
        meters.counter(TopologyMeter.DISAGREEMENTS.spec(), lower(logged.name()), cause)
                .increment();
    }

    /** @param reason from the closed set of the line reader */
    void deadLetter(String reason) {
        meters.counter(TopologyMeter.DEAD_LETTERS.spec(), reason).increment();
    }

    private double agreement() {
        double agrees = 0;
        double decided = 0;
        for (Prediction predicted : Prediction.values()) {
            for (Action logged : new Action[] {Action.ACCEPT, Action.REJECT}) {
                double count = verdicts[predicted.ordinal()][logged.ordinal()].count();
                Agreement agreement = predicted.against(logged);
                agrees += agreement == Agreement.AGREES ? count : 0;
                decided += agreement == Agreement.UNDECIDED ? 0 : count;
            }
        }
        return agrees / decided;
    }

    private Counter records(String action, int known) {
        return meters.counter(TopologyMeter.FLOW_RECORDS.spec(), lower(action), INTERFACE[known]);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
