package io.flowlens.network.verdict;

import io.flowlens.network.Timeline;

/**
 * How much older than its first sighting a resource may be taken to be, in milliseconds. What was there when the
 * inventory began may be much older; what turned up later is as old as the poll interval at most.
 */
record Tolerance(long atBeginning, long later) {

    long of(Timeline timeline, long began) {
        return wasThere(timeline, began) ? Math.max(atBeginning, later) : later;
    }

    /** Whether the first look at the network found it. */
    boolean wasThere(Timeline timeline, long began) {
        return timeline.firstSeen() - later <= began;
    }
}
