package io.flowlens.cli;

import io.flowlens.ingester.envelope.InflaterKind;
import io.flowlens.ingester.file.FileSource;
import io.flowlens.ingester.s3.S3Settings;
import io.flowlens.ingester.source.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the flow logs are: exactly one kind of source. */
final class IngestSourceOptions {

    private static final String STANDARD_INPUT = "-";

    static final class StreamOptions {
        @Option(
                names = "--stream",
                required = true,
                paramLabel = "NAME",
                description = "Kinesis stream, by name or ARN, that a CloudWatch Logs subscription writes to.")
        private String stream;

        @Option(
                names = "--start",
                paramLabel = "WHEN",
                defaultValue = "oldest",
                converter = StartConverter.class,
                description = "Where to begin at first: oldest, latest, a time (2026-01-31T12:00:00Z) or how long ago"
                        + " (24h) (default: ${DEFAULT-VALUE}).")
        private Start start;

        @Option(
                names = "--fan-out",
                arity = "0..1",
                paramLabel = "CONSUMER",
                fallbackValue = "flowlens",
                description = "Have Kinesis push (enhanced fan-out, which AWS charges for) instead of polling, to the"
                        + " consumer of this name; it is registered when it is not there yet and stays"
                        + " (default: ${FALLBACK-VALUE}).")
        private String consumer;

        @Option(
                names = "--inflater",
                paramLabel = "KIND",
                defaultValue = "jdk",
                description =
                        "What opens the gzip of the records: ${COMPLETION-CANDIDATES}; libdeflate, a native library,"
                                + " takes half the CPU for it and has to be installed (default: ${DEFAULT-VALUE}).")
        private InflaterKind inflater;
    }

    static final class LogGroupOptions {
        @Option(
                names = "--log-group",
                required = true,
                paramLabel = "NAME",
                description = "CloudWatch Logs group, read directly: no subscription is needed.")
        private String logGroup;

        @Option(
                names = "--since",
                paramLabel = "WHEN",
                defaultValue = "latest",
                converter = StartConverter.class,
                description = "Where to begin at first, like --start; by when CloudWatch Logs took it in (default:"
                        + " ${DEFAULT-VALUE}).")
        private Start since;
    }

    static final class S3Options {
        @Option(
                names = "--s3",
                required = true,
                paramLabel = "BUCKET[/PREFIX]",
                description =
                        "S3 bucket, listed once and read to its end; objects of text, plain or gzip, and Parquet.")
        private String place;

        @Option(
                names = "--queue",
                paramLabel = "URL",
                description = "SQS queue that S3 tells of new objects, and that nobody else reads: instead of listing,"
                        + " read what comes until Ctrl-C.")
        private String queue;
    }

    static final class FileOptions {
        @Option(
                names = "--file",
                required = true,
                arity = "1..*",
                paramLabel = "PATH",
                description =
                        "Files of text, plain or gzip, or Parquet; - for standard input. A file is known by its path, what comes"
                                + " on standard input by its content.")
        private List<String> files = new ArrayList<>();
    }

    @ArgGroup(exclusive = false)
    private StreamOptions stream;

    @ArgGroup(exclusive = false)
    private LogGroupOptions logGroup;

    @ArgGroup(exclusive = false)
    private S3Options s3;

    @ArgGroup(exclusive = false)
    private FileOptions file;

    IngestSource chosen(CommandSpec spec) {
        if (stream != null) {
            return new IngestSource.Stream(
                    stream.stream, stream.start, stream.consumer, Usage.check(spec, () -> stream.inflater.check()));
        }
        if (logGroup != null) {
            return new IngestSource.LogGroup(logGroup.logGroup, logGroup.since);
        }
        if (s3 != null) {
            String[] place = s3.place.replaceFirst("^s3://", "").split("/", 2);
            return Usage.check(
                    spec,
                    () -> new IngestSource.Bucket(
                            new S3Settings(place[0], place.length > 1 ? place[1] : "", s3.queue)));
        }
        if (file != null) {
            return new IngestSource.Files(files(spec));
        }
        throw new ParameterException(spec.commandLine(), "name a source: --stream, --log-group, --s3 or --file");
    }

    private Map<String, Path> files(CommandSpec spec) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : file.files) {
            if (name.equals(STANDARD_INPUT)) {
                files.putAll(StandardInput.kept());
            } else if (Files.isDirectory(Path.of(name))) {
                throw new ParameterException(
                        spec.commandLine(), "--file: %1$s is a directory; name the files, as %1$s/*".formatted(name));
            } else if (!Files.exists(Path.of(name))) {
                throw new ParameterException(spec.commandLine(), "--file: there is no file " + name);
            } else if (!Files.isReadable(Path.of(name))) {
                throw new ParameterException(spec.commandLine(), "--file: %s may not be read".formatted(name));
            } else {
                files.putAll(FileSource.byPath(List.of(Path.of(name))));
            }
        }
        return files;
    }
}
