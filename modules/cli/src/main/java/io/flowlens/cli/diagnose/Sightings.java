package io.flowlens.cli.diagnose;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import java.time.Instant;

/** What one interface recorded of the traffic in question. */
final class Sightings {

    private long accepted;
    private long rejected;
    private long lastAccepted = -1;
    private long lastRejected = -1;
    private String lastLine;

    void add(FlowRecord flow) {
        if (flow.action() == Action.ACCEPT) {
            accepted++;
            lastAccepted = Math.max(lastAccepted, flow.endSeconds());
        } else if (flow.action() == Action.REJECT) {
            rejected++;
            lastRejected = Math.max(lastRejected, flow.endSeconds());
        } else {
            return;
        }
        if (flow.endSeconds() >= Math.max(lastAccepted, lastRejected)) {
            lastLine = flow.line();
        }
    }

    /** {@code 3 accepted (last ...), 2 rejected (last ...)}, or {@code nothing}. */
    String text() {
        if (accepted + rejected == 0) {
            return "nothing";
        }
        return part(accepted, "accepted", lastAccepted)
                + (accepted > 0 && rejected > 0 ? ", " : "")
                + part(rejected, "rejected", lastRejected);
    }

    /** The newest record, or null. */
    String lastLine() {
        return lastLine;
    }

    private static String part(long count, String what, long last) {
        return count == 0 ? "" : "%d %s (last %s)".formatted(count, what, Instant.ofEpochSecond(last));
    }
}
