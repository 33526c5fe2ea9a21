package io.flowlens.whatif;

import io.flowlens.flowlog.FlowRecord;

/**
 * Flows added together.
 *
 * @param flows flow records
 * @param firstSeen start of the first, Unix seconds; -1 when none had a time
 * @param lastSeen end of the last, Unix seconds; -1 when none had a time
 */
public record Tally(long flows, long packets, long bytes, long firstSeen, long lastSeen) {

    static final Tally NOTHING = new Tally(0, 0, 0, -1, -1);

    Tally plus(FlowRecord flow) {
        long start = flow.startSeconds();
        return new Tally(
                flows + 1,
                packets + Math.max(0, flow.packets()),
                bytes + Math.max(0, flow.bytes()),
                firstSeen < 0 || (start >= 0 && start < firstSeen) ? start : firstSeen,
                Math.max(lastSeen, flow.endSeconds()));
    }
}
