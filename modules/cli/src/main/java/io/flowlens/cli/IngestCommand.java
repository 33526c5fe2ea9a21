package io.flowlens.cli;

import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.kinesis.KinesisSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flowlens ingest}: runs the ingester. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a Kinesis stream that a CloudWatch Logs subscription writes to, and writes the lines to Kafka, each"
                    + " exactly once, until Ctrl-C.",
            "Start as many as you like: they share the shards and take over from one another."
        })
final class IngestCommand extends ServiceCommand {

    @Mixin
    private AwsOptions aws;

    @Option(names = "--stream", required = true, paramLabel = "NAME", description = "Kinesis stream to read.")
    private String stream;

    @Override
    void addTo(Pipeline pipeline) {
        pipeline.ingester(pipeline.owns(aws.clients()), IngesterSettings.of(aws.region()), KinesisSettings.of(stream));
    }
}
