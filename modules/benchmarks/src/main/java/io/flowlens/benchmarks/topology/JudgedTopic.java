package io.flowlens.benchmarks.topology;

import io.flowlens.benchmarks.input.Preload.Written;
import io.flowlens.benchmarks.topology.Drain.Measured;
import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.service.MeterSpec;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import io.flowlens.topology.AlertRules;
import io.flowlens.topology.RejectTopology;
import io.flowlens.topology.TopologyMeter;
import io.flowlens.topology.TopologySettings;
import io.micrometer.core.instrument.Counter;
import java.nio.file.Path;
import java.time.Clock;

/** The product's topology over one preloaded topic. */
public final class JudgedTopic {

    private static final MeterSpec RECORDS = TopologyMeter.FLOW_RECORDS.spec();

    private static final double MOST_REJECTS = 0.11;
    private static final double FEWEST_REJECTS = 0.09;

    private final Topics topics;
    private final Written written;

    public JudgedTopic(Topics topics, Written written) {
        this.topics = topics;
        this.written = written;
    }

    public Measured drain(Drain drain) throws Exception {
        try (Meters meters = new Meters()) {
            TopologySettings settings = new TopologySettings(
                    Path.of("unused"), 1, JudgeConfig.DEFAULT, TopologySettings.DEFAULT_QUIET_AFTER, AlertRules.USUAL);
            RejectTopology topology = new RejectTopology(topics, settings, meters, Clock.systemUTC());
            var built = topology.build();
            Counter accepts = meters.counter(RECORDS, "accept", "known");
            Counter rejects = meters.counter(RECORDS, "reject", "known");
            Measured measured = drain.run(
                    topics.applicationId(), built, () -> (long) (accepts.count() + rejects.count()), written.lines());
            double share = rejects.count() / written.lines();
            if (share < FEWEST_REJECTS || share > MOST_REJECTS) {
                throw new IllegalStateException("%.0f of %d lines were judged as rejects, not one in ten"
                        .formatted(rejects.count(), written.lines()));
            }
            return measured;
        }
    }
}
