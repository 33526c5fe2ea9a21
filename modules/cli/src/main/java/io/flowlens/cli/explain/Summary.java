package io.flowlens.cli.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.Agreement;
import io.flowlens.topics.Json;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What stood in the file, and how often the rules said what AWS did. */
final class Summary {

    private final Map<Action, Long> flows = new EnumMap<>(Action.class);
    private final Map<Agreement, Long> agreement = new EnumMap<>(Agreement.class);
    private final Map<Outcome, Long> unreadable = new EnumMap<>(Outcome.class);
    private long lines;
    private long noFlow;

    /** A line, with what it turned out to be. */
    void line(Outcome outcome) {
        lines++;
        if (outcome == Outcome.NODATA || outcome == Outcome.SKIPDATA) {
            noFlow++;
        } else if (isUnreadable(outcome)) {
            unreadable.merge(outcome, 1L, Long::sum);
        }
    }

    void flow(Action action, Agreement agreed) {
        flows.merge(action, 1L, Long::sum);
        if (action != Action.NONE) {
            agreement.merge(agreed, 1L, Long::sum);
        }
    }

    static boolean isUnreadable(Outcome outcome) {
        return !outcome.isRecord() && outcome != Outcome.EMPTY && outcome != Outcome.HEADER;
    }

    static String reason(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    long lines() {
        return lines;
    }

    long noFlow() {
        return noFlow;
    }

    long flows(Action action) {
        return flows.getOrDefault(action, 0L);
    }

    long agreement(Agreement wanted) {
        return agreement.getOrDefault(wanted, 0L);
    }

    /** Lines that could not be read, by reason. */
    Map<Outcome, Long> unreadable() {
        return unreadable;
    }

    long allUnreadable() {
        return unreadable.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether any line was a record. */
    boolean hasRecords() {
        return noFlow > 0 || !flows.isEmpty();
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("lines", lines);
        json.put("accepts", flows(Action.ACCEPT));
        json.put("rejects", flows(Action.REJECT));
        json.put("withoutAction", flows(Action.NONE));
        json.put("noFlow", noFlow);
        ObjectNode reasons = json.putObject("unreadable");
        unreadable.forEach((outcome, count) -> reasons.put(reason(outcome), count));
        ObjectNode agreed = json.putObject("agreement");
        for (Agreement kind : Agreement.values()) {
            agreed.put(kind.name().toLowerCase(Locale.ROOT), agreement(kind));
        }
        return json;
    }
}
