package io.flowlens.cli;

import io.flowlens.ingester.envelope.InflaterKind;
import io.flowlens.ingester.file.FileSource;
import io.flowlens.ingester.kinesis.KinesisSettings;
import io.flowlens.ingester.kinesis.KinesisSource;
import io.flowlens.ingester.logs.CloudWatchLogsSettings;
import io.flowlens.ingester.logs.CloudWatchLogsSource;
import io.flowlens.ingester.s3.S3Settings;
import io.flowlens.ingester.s3.S3Source;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The source that the command line names. */
sealed interface IngestSource {

    /** @param format of lines without a header line, or null */
    Source open(SourceClients clients, Meters meters, String format);

    default Start start() {
        return new Start.Oldest();
    }

    /** True when only Ctrl-C ends it. */
    boolean isEndless();

    default boolean isOnAws() {
        return true;
    }

    /** What ingesters that may share the work have in common, and no others. */
    default String workName(Source opened) {
        return opened.name();
    }

    /** @param consumer who the records of the Kinesis stream are pushed to; null to poll */
    record Stream(String name, Start start, String consumer, InflaterKind inflater) implements IngestSource {
        @Override
        public Source open(SourceClients clients, Meters meters, String format) {
            KinesisSettings stream = KinesisSettings.of(name, inflater);
            return consumer == null
                    ? new KinesisSource(clients.kinesis(), stream, meters, Clock.systemUTC())
                    : KinesisSource.withFanOut(
                            clients.kinesis(), clients.kinesisPushing(), stream, consumer, meters, Clock.systemUTC());
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }

    /** A CloudWatch Logs group. */
    record LogGroup(String name, Start start) implements IngestSource {
        @Override
        public Source open(SourceClients clients, Meters meters, String format) {
            return new CloudWatchLogsSource(clients.logs(), CloudWatchLogsSettings.of(name), meters, Clock.systemUTC());
        }

        @Override
        public boolean isEndless() {
            return true;
        }
    }

    /** A bucket, listed once or followed by its queue. */
    record Bucket(S3Settings settings) implements IngestSource {
        @Override
        public Source open(SourceClients clients, Meters meters, String format) {
            return new S3Source(
                    clients.s3(),
                    settings.queueUrl() == null ? null : clients.sqs(),
                    settings,
                    format,
                    meters,
                    Clock.systemUTC());
        }

        @Override
        public boolean isEndless() {
            return settings.queueUrl() != null;
        }

        @Override
        public String workName(Source opened) {
            return opened.name() + "/" + settings.prefix() + (isEndless() ? "-queue" : "-listing");
        }
    }

    /** @param paths by the names they are known by */
    record Files(Map<String, Path> paths) implements IngestSource {
        @Override
        public Source open(SourceClients clients, Meters meters, String format) {
            return new FileSource(paths, new LogStream(null, null, "file"), format);
        }

        @Override
        public boolean isEndless() {
            return false;
        }

        @Override
        public boolean isOnAws() {
            return false;
        }

        @Override
        public String workName(Source opened) {
            List<String> names =
                    opened.shards().stream().map(Shard::id).sorted().toList();
            return opened.name() + "-" + Integer.toHexString(names.hashCode());
        }
    }
}
