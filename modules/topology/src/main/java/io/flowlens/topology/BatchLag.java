package io.flowlens.topology;

import io.flowlens.service.LagStage;
import io.flowlens.service.Meters;
import io.flowlens.topics.FlowLogHeaders;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** The lines of the lag ledger that the topology knows, once a batch. Thread-safe. */
final class BatchLag {

    private final Clock clock;
    private final Timer aws;
    private final Timer kafka;
    private final Timer topology;
    private final Timer whole;

    BatchLag(Meters meters, Clock clock) {
        this.clock = clock;
        aws = LagStage.AWS.timer(meters);
        kafka = LagStage.KAFKA.timer(meters);
        topology = LagStage.TOPOLOGY.timer(meters);
        whole = LagStage.WHOLE.timer(meters);
    }

    /** @param appended when the broker took the batch, epoch milliseconds */
    void read(long appended) {
        record(kafka, clock.millis() - appended);
    }

    /**
     * @param begun when work on the batch began, {@link System#nanoTime()}
     * @param newestEnd of its flows, Unix seconds; -1 when there was none
     */
    void judged(long begun, FlowLogHeaders headers, long newestEnd) {
        topology.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        if (newestEnd >= 0 && headers.arrived() != FlowLogHeaders.UNKNOWN) {
            record(aws, headers.arrived() - newestEnd * 1_000);
            record(whole, clock.millis() - newestEnd * 1_000);
        }
    }

    /** Clocks of two machines may disagree by a little: less than nothing is nothing. */
    private static void record(Timer timer, long millis) {
        timer.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
}
