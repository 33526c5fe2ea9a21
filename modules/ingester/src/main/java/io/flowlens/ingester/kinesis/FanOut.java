package io.flowlens.ingester.kinesis;

import io.flowlens.ingester.source.SourceException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * The registered consumer that the readers of a stream's shards share: registered when it is not there yet, and never
 * deregistered, since other ingesters read by it. Thread-safe.
 */
final class FanOut {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    private final KinesisClient kinesis;
    private final KinesisAsyncClient pushing;
    private final KinesisSettings stream;
    private final String name;
    private String streamArn;
    private String consumerArn;

    FanOut(KinesisClient kinesis, KinesisAsyncClient pushing, KinesisSettings stream, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no name of a Kinesis consumer: letters, digits, dots, hyphens and underscores, at most 128"
                            .formatted(name));
        }
        this.kinesis = kinesis;
        this.pushing = pushing;
        this.stream = stream;
        this.name = name;
    }

    KinesisAsyncClient client() {
        return pushing;
    }

    /** The consumer's ARN once it can be subscribed with; empty while AWS makes it. */
    synchronized Optional<String> consumer() {
        try {
            if (consumerArn == null) {
                consumerArn = find();
            }
            return Optional.ofNullable(consumerArn);
        } catch (SdkException e) {
            throw new SourceException(
                    "cannot register the consumer %s of Kinesis stream %s: %s"
                            .formatted(name, stream.stream(), e.getMessage()),
                    e);
        }
    }

    /** Somebody deregistered it: ask for it anew. */
    synchronized void forget() {
        consumerArn = null;
    }

    private String find() {
        if (streamArn == null) {
            streamArn = stream.isArn() ? stream.stream() : streamArn();
        }
        try {
            var found = kinesis.describeStreamConsumer(
                            request -> request.streamARN(streamArn).consumerName(name))
                    .consumerDescription();
            return found.consumerStatus() == ConsumerStatus.ACTIVE ? found.consumerARN() : null;
        } catch (ResourceNotFoundException e) {
            register();
            return null;
        }
    }

    private void register() {
        try {
            kinesis.registerStreamConsumer(
                    request -> request.streamARN(streamArn).consumerName(name));
            LOG.info("registered {} as a consumer of Kinesis stream {}", name, stream.stream());
        } catch (ResourceInUseException e) {
            LOG.debug("another ingester registered the consumer {} first", name);
        }
    }

    private String streamArn() {
        return kinesis.describeStreamSummary(DescribeStreamSummaryRequest.builder()
                        .streamName(stream.stream())
                        .build())
                .streamDescriptionSummary()
                .streamARN();
    }
}
