package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowRecord;

/**
 * The time a flow was on the wire, in epoch milliseconds.
 *
 * @param start what the record says
 * @param end what the record says
 * @param earliest the earliest state that may have judged it
 * @param latest the latest state that may have judged it, as the inventory saw it
 * @param ahead whether the inventory has not been read that far
 */
record Window(long start, long end, long earliest, long latest, boolean ahead) {

    /** Year 5138: past it a time is a slip or a forgery. */
    private static final long LAST_SECOND = 100_000_000_000L;

    /** A record without any time is judged by the newest state. */
    private static final long NEWEST = LAST_SECOND * 1000;

    /** @param reached up to when the inventory has been read */
    static Window of(FlowRecord flow, long captureDelay, long inventoryLag, long reached) {
        long latest = latest(flow, inventoryLag);
        return new Window(start(flow), end(flow), earliest(flow, captureDelay), latest, latest > reached);
    }

    static boolean isKnown(FlowRecord flow) {
        return flow.startSeconds() >= 0 || flow.endSeconds() >= 0;
    }

    static long earliest(FlowRecord flow, long captureDelay) {
        return start(flow) - captureDelay;
    }

    static long latest(FlowRecord flow, long inventoryLag) {
        return Math.max(start(flow), end(flow)) + inventoryLag;
    }

    static long start(FlowRecord flow) {
        return millis(flow.startSeconds() >= 0 ? flow.startSeconds() : flow.endSeconds());
    }

    private static long end(FlowRecord flow) {
        return millis(flow.endSeconds() >= 0 ? flow.endSeconds() : flow.startSeconds());
    }

    private static long millis(long seconds) {
        return seconds < 0 ? NEWEST : Math.min(seconds, LAST_SECOND) * 1000;
    }
}
