package io.flowlens.cli;

import io.flowlens.provisioner.inventory.InventorySettings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens inventory}: runs the inventory. */
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = {
            "Describes the network again and again, and writes each change to Kafka, until Ctrl-C.",
            "One process looks at any number of regions and, by roles to assume, of accounts. One that cannot be looked at"
                    + " does not hold up the others, and is tried again."
        },
        footer = {
            "",
            "'flowlens policy inventory' prints the permissions, with --assume-role those to take roles elsewhere, and",
            "'flowlens policy inventory-trust' whom such a role trusts."
        })
final class InventoryCommand extends ServiceCommand {

    @Mixin
    private AwsRegions aws;

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

    @Option(
            names = "--follow",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Go on until Ctrl-C, the default; --no-follow looks once at each network and ends, with exit"
                    + " code 1 when one could not be looked at.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        aws.roles(); // wrong usage is said before a broker is asked for
        return super.call();
    }

    @Override
    void addTo(Pipeline pipeline) {
        pipeline.inventory(pipeline.owns(aws.networks()), new InventorySettings(interval, cloudTrail));
    }

    @Override
    boolean isDone(Pipeline pipeline) {
        return !follow && pipeline.inventoryHasLooked();
    }

    @Override
    int exitCode(Pipeline pipeline) {
        if (follow) {
            return ExitCode.OK;
        }
        spec.commandLine().getErr().println(pipeline.health());
        return pipeline.isReady() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
