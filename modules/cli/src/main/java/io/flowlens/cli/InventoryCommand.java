package io.flowlens.cli;

import io.flowlens.provisioner.inventory.InventorySettings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens inventory}: runs the inventory. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "Describes the network again and again, and writes each change to Kafka, until Ctrl-C.")
final class InventoryCommand extends ServiceCommand {

    @Mixin
    private AwsOptions aws;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "PT30S",
            description = "Time between two looks, ISO 8601 (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--cloudtrail",
            description = "Ask CloudTrail who made each change, for the alerts to say; 'flowlens policy inventory"
                    + " --cloudtrail' has the permission it takes.")
    private boolean cloudTrail;

    @Override
    void addTo(Pipeline pipeline) {
        pipeline.inventory(pipeline.owns(aws.clients()), new InventorySettings(interval, cloudTrail));
    }
}
