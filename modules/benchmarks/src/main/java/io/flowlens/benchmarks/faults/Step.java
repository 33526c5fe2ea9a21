package io.flowlens.benchmarks.faults;

import java.time.Duration;

/**
 * One blow.
 *
 * @param reshard the stream is split or merged at the same time
 * @param misbehaving Kinesis throttles and fails while the processes come back
 * @param down how long the dead stay dead
 * @param calm how long nothing happens afterwards
 */
record Step(Kill kill, boolean reshard, boolean misbehaving, Duration down, Duration calm) {

    /** What is killed. */
    enum Kill {
        INGESTER("an ingester"),
        BROKER("the broker"),
        EVERYTHING("broker and ingesters together");

        private final String text;

        Kill(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    boolean killsBroker() {
        return kill != Kill.INGESTER;
    }
}
