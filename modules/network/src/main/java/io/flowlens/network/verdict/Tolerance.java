package io.flowlens.network.verdict;

import io.flowlens.network.Timeline;

/**
 * How much older than its first sighting a resource may be taken to be, in milliseconds. What was there when the
 * inventory began may be much older; what turned up later is as old as the poll interval at most.
 */
record Tolerance(long atBeginning, long later) {

    long of(Timeline timeline, long began) {
        boolean there = timeline.firstSeen() - later <= began;
        return there ? Math.max(atBeginning, later) : later;
    }
}
