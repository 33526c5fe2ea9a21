package io.flowlens.cli;

import io.flowlens.flowlog.Format;
import io.flowlens.ingester.IngesterService;
import io.flowlens.ingester.IngesterSettings;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.Start;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens ingest}: brings flow logs into Kafka, from wherever they are. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Reads flow logs from one source and writes their lines to Kafka, each exactly once: what was read before is"
                    + " not read again, however often this is started.",
            "A stream, a log group and a queue are followed until Ctrl-C, by as many processes as you like: they share"
                    + " the work and take over from one another. Files and a listed bucket are read to their end.",
            ""
        },
        subcommands = IngestStatusCommand.class)
final class IngestCommand implements Callable<Integer> {

    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    @ArgGroup(heading = "%nOne source:%n")
    private IngestSourceOptions source = new IngestSourceOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of lines that no header stands above, as '$${version} $${account-id} ...'; without it"
                    + " that of the log group's flow logs, else AWS's default. Not with --stream.")
    private String format;

    @Mixin
    private AwsOptions aws;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private StatusOptions status;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        IngestSource chosen = source.chosen(spec);
        checkFormat(chosen);
        try (InterruptLatch latch = InterruptLatch.install();
                SourceClients clients = new SourceClients(aws);
                Pipeline pipeline = new Pipeline(kafka.settings(), kafka.topics(), status.address())) {
            if (chosen.isOnAws()) {
                clients.checkCredentials();
            }
            Source opened = chosen.open(clients, pipeline.meters(), format);
            boolean empty = opened.shards().isEmpty(); // what is misspelt shows now, in one sentence
            if (chosen.isEndless()) {
                follow(pipeline, settings(chosen, opened), opened, latch);
            } else if (empty && !opened.expectsMore()) {
                say("nothing to read: no flow logs lie there");
            } else {
                say(readAll(pipeline, settings(chosen, opened), opened, latch));
            }
        }
        return ExitCode.OK;
    }

    private void follow(Pipeline pipeline, IngesterSettings settings, Source opened, InterruptLatch latch) {
        if (kafka.awaitTopics(pipeline, latch)) {
            pipeline.ingester(settings, opened);
            say("%s runs until Ctrl-C; %s/metrics, /livez, /readyz"
                    .formatted(spec.qualifiedName(), pipeline.statusUri()));
            latch.await();
        }
    }

    private String readAll(Pipeline pipeline, IngesterSettings settings, Source opened, InterruptLatch latch) {
        kafka.createMissingTopics();
        IngesterService ingester = pipeline.ingester(settings, opened);
        while (!latch.isInterrupted() && !ingester.hasReadAll()) {
            latch.await(ASK_AGAIN);
        }
        ingester.close(); // what it has committed is counted by then
        return summary(ingester.totals(), latch.isInterrupted());
    }

    private void checkFormat(IngestSource chosen) {
        if (format == null) {
            return;
        }
        if (chosen instanceof IngestSource.Stream) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--format does not go with --stream: the stream may carry several log groups, whose formats AWS says");
        }
        Usage.check(spec, () -> Format.of(format));
    }

    /** Ingesters of one name share their work, so those of different sources need different names. */
    private IngesterSettings settings(IngestSource chosen, Source opened) {
        Start start = chosen.start();
        Map<String, String> formats = chosen instanceof IngestSource.LogGroup group && format != null
                ? Map.of(group.name(), format)
                : Map.of();
        return new IngesterSettings(
                IngesterSettings.DEFAULT_NAME + "-" + chosen.workName(opened),
                start,
                chosen.isOnAws() ? aws.region() : null,
                formats);
    }

    private static String summary(IngesterService.Totals totals, boolean interrupted) {
        String read = "%s read, %d unreadable%s"
                .formatted(
                        totals.lines() == 1 ? "1 line" : totals.lines() + " lines",
                        totals.deadLetters(),
                        totals.deadLetters() == 0 ? "" : "; the dead letters' topic has it, with the reason");
        if (interrupted) {
            return "interrupted: " + read + "; start again to go on from there";
        }
        if (totals.records() > 0) {
            return read;
        }
        return read
                + (totals.shards() > 0
                        ? ": there is nothing in it"
                        : ": nothing is new, what is there was read before");
    }

    private void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
