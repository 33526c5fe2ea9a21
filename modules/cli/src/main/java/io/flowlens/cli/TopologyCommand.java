package io.flowlens.cli;

import io.flowlens.network.verdict.JudgeConfig;
import io.flowlens.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens topology}: runs the Kafka Streams topology. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Judges the flows and keeps the alerts, until Ctrl-C. Start as many as there are partitions.")
final class TopologyCommand extends ServiceCommand {

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "${env:FLOWLENS_STATE_DIR:-${sys:java.io.tmpdir}/flowlens-state}",
            description = "Folder for Kafka Streams' own files; nothing of value is in it (default: ${DEFAULT-VALUE}).")
    private Path stateDir;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Stream threads (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Mixin
    private AlertOptions alerts;

    @Option(
            names = "--inventory-wait",
            paramLabel = "DURATION",
            defaultValue = "PT5S",
            description =
                    "How long flows wait at most until the inventory has been read up to their end, ISO 8601, a minute"
                            + " at most; PT0S: not at all (default: ${DEFAULT-VALUE}).")
    private Duration inventoryWait;

    @Spec
    private CommandSpec spec;

    @Override
    void addTo(Pipeline pipeline) {
        pipeline.topology(Usage.check(
                spec,
                () -> new TopologySettings(
                        stateDir,
                        threads,
                        JudgeConfig.DEFAULT,
                        alerts.quietAfter(),
                        alerts.rules(),
                        false,
                        inventoryWait)));
    }
}
