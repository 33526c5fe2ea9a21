package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.envelope.InflaterKind;
import java.time.Duration;

/**
 * Which stream to read, and how eagerly.
 *
 * @param stream name or ARN
 * @param pollInterval how often a shard is asked when all of it has been read; a stream's consumers share five reads a
 *     second and shard
 * @param inflater opens the gzip of the records
 */
public record KinesisSettings(String stream, Duration pollInterval, InflaterKind inflater) {

    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(500);

    public KinesisSettings {
        if (stream.isBlank()) {
            throw new IllegalArgumentException("the Kinesis stream has no name");
        }
        if (pollInterval.compareTo(KinesisPace.MIN_PAUSE) < 0) {
            throw new IllegalArgumentException("poll interval %d ms is below the %d ms that Kinesis allows"
                    .formatted(pollInterval.toMillis(), KinesisPace.MIN_PAUSE.toMillis()));
        }
    }

    public static KinesisSettings of(String stream) {
        return of(stream, InflaterKind.JDK);
    }

    public static KinesisSettings of(String stream, InflaterKind inflater) {
        return new KinesisSettings(stream, DEFAULT_POLL_INTERVAL, inflater);
    }

    boolean isArn() {
        return stream.startsWith("arn:");
    }

    /** The name without the rest of the ARN. */
    String name() {
        return stream.substring(stream.lastIndexOf('/') + 1);
    }
}
