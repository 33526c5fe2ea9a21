package io.flowlens.service;

import io.micrometer.core.instrument.Timer;

/**
 * The lines of the lag ledger: who took how long, from the end of a flow to its verdict. AWS's minutes stand apart from our
 * milliseconds.
 */
public enum LagStage {
    /** From the end of a batch's newest flow to its arrival at the source. */
    AWS,
    /** From there to the commit in Kafka. */
    INGESTER,
    /** From the append in Kafka until the topology has it. */
    KAFKA,
    /** From there until the batch is judged and its alerts are handed on. */
    TOPOLOGY,
    /** From the end of the newest flow to its verdict. */
    WHOLE;

    public Timer timer(Meters meters) {
        return meters.lag(ServiceMeter.LAG.spec(), Label.word(this));
    }
}
