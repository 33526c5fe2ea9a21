package io.flowlens.cli;

import io.flowlens.sandbox.aws.AwsConfig;
import io.flowlens.sandbox.network.Pace;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How the sandbox is started, the same for every command that does. */
public final class SandboxOptions {

    @Option(
            names = "--pace",
            paramLabel = "FACTOR",
            defaultValue = "30",
            description = "AWS's waits take their real time divided by this; 1 is AWS's own pace (default:"
                    + " ${DEFAULT-VALUE}).")
    private double pace;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the Kafka broker, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--aws-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the AWS endpoint, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int awsPort;

    @Option(
            names = "--aws-address",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "Address of the AWS endpoint (default: ${DEFAULT-VALUE}). It checks no credentials: on another"
                            + " one, whoever reaches it may do everything in the sandbox.")
    private String awsAddress;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for the broker's data, kept; by default a temporary one, removed at the end.")
    private Path data;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    public Pace pace() {
        return Usage.check(spec, () -> new Pace(pace));
    }

    public DataFolder dataFolder() {
        return data == null ? DataFolder.temporary() : DataFolder.kept(data);
    }

    public Sandbox start(DataFolder folder) {
        return Sandbox.start(folder.path(), kafkaPort, awsConfig());
    }

    SandboxRegion startAws() {
        return new SandboxRegion(awsConfig());
    }

    private AwsConfig awsConfig() {
        return AwsConfig.defaults().withHost(awsAddress).withPort(awsPort).withPace(pace());
    }
}
