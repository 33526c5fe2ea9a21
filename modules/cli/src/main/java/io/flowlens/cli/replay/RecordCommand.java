package io.flowlens.cli.replay;

import io.flowlens.cli.KafkaOptions;
import io.flowlens.cli.SpanOptions;
import io.flowlens.cli.Version;
import io.flowlens.recording.Recorder;
import io.flowlens.recording.RecordingHeader;
import io.flowlens.recording.RecordingWriter;
import io.flowlens.recording.anonymous.Anonymizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens record}: a span of the topics into one file. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the flow logs that arrived in a span of time, and the network as it was, to one file: compressed,"
                    + " checksummed, to be attached to a ticket.",
            "Flow logs arrive minutes after the packet: let --until be that much later."
        },
        footer = {
            "",
            "Examples:",
            "  flowlens record --since 2h -o incident.flr",
            "  flowlens record --since 2026-01-31T12:00:00Z --until 2026-01-31T13:00:00Z -o incident.flr",
            "  flowlens record --resume -o incident.flr     after it was killed: goes on behind what is whole"
        })
public final class RecordCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            order = 1,
            description = "The file to write; one that is there is never written over.")
    private Path file;

    @Mixin
    private SpanOptions span;

    @Option(
            names = "--anonymize",
            order = 7,
            description = {
                "Replace addresses, ids, accounts, names and tags: always the same by the same, subnets stay subnets, private",
                "addresses private, and the causes are the same. The key is random and kept nowhere."
            })
    private boolean anonymize;

    @Option(
            names = "--resume",
            order = 8,
            description = "Take up a file whose recording was killed; the span is that of the file.")
    private boolean resume;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkSpan();
        kafka.createMissingTopics();
        try (Recorder recorder = new Recorder(kafka.settings().consumer("flowlens-record"));
                RecordingWriter writer = open(recorder)) {
            if (writer.isFinished()) {
                spec.commandLine().getErr().println(file + " is finished: nothing is missing");
                return ExitCode.OK;
            }
            boolean whole;
            try (Progress progress = Progress.of("recording", writer.header().length())) {
                whole = recorder.record(writer, change(), progress);
            }
            return whole ? tell(writer) : interrupted();
        }
    }

    private UnaryOperator<ConsumerRecord<byte[], byte[]>> change() {
        return anonymize ? Anonymizer.of(kafka.topics()) : UnaryOperator.identity();
    }

    private RecordingWriter open(Recorder recorder) {
        if (resume) {
            RecordingWriter writer = RecordingWriter.resume(file);
            if (writer.header().anonymized() && !writer.isFinished()) {
                writer.close();
                throw new ParameterException(
                        spec.commandLine(),
                        file + " is anonymized, and its key was kept nowhere: delete it and record the span again");
            }
            return writer;
        }
        return RecordingWriter.create(
                file, recorder.plan(kafka.topics(), span.since(), span.until(), Version.number(), anonymize));
    }

    private int tell(RecordingWriter writer) {
        RecordingHeader header = writer.header();
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %,d records, %,d kB; flow logs that arrived from %s to %s%n",
                        file,
                        writer.records(),
                        size() / 1_000,
                        Instant.ofEpochMilli(header.since()),
                        Instant.ofEpochMilli(header.until()));
        return ExitCode.OK;
    }

    private int interrupted() {
        spec.commandLine().getErr().println("interrupted; 'flowlens record --resume -o " + file + "' goes on");
        return ExitCode.SOFTWARE;
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see how large " + file + " is: " + e, e);
        }
    }

    private void checkSpan() {
        if (resume && anonymize) {
            throw new ParameterException(
                    spec.commandLine(), "an anonymized recording cannot be taken up: its key was kept nowhere");
        }
        if (resume == span.hasSince()) {
            throw new ParameterException(
                    spec.commandLine(),
                    resume ? "--resume takes the span from the file: leave out --since" : "since when? give --since");
        }
        if (resume && span.hasUntil()) {
            throw new ParameterException(
                    spec.commandLine(), "--resume takes the span from the file: leave out --until");
        }
        span.check(spec);
    }
}
