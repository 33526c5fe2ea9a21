package io.flowlens.ingester.s3;

import io.flowlens.ingester.IngesterMeter;
import io.flowlens.ingester.lines.LineShardReader;
import io.flowlens.ingester.lines.LinesDecoder;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The objects that flow logs leave in a bucket, text or Parquet, each a shard that has its end. They are found by listing
 * the bucket once, or by the notifications on a queue as they come; whichever way, an object is known by its key and read
 * once.
 *
 * <p>Start with {@link Start.Oldest}: an object holds what is past. Some are read side by side, so the order of lines is
 * kept within an object only.
 */
public final class S3Source implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(S3Source.class);

    /** Bounds the threads and the memory of what is read side by side. */
    private static final int MOST_PENDING = 32;

    private static final Duration BETWEEN_RECEIVES = Duration.ofSeconds(1);

    /** What was given back would come right back here, if this ingester were the first to ask. */
    private static final Duration LEFT_TO_OTHERS = Duration.ofSeconds(10);

    private final S3Client s3;
    private final S3Settings settings;
    private final String format;
    private final Clock clock;
    private final int linesARecord;
    private final Counter possibleLosses;
    private final ObjectQueue queue;
    private final ObjectListing listing;
    private final PendingObjects pending = new PendingObjects();
    private long nextReceive;

    /**
     * @param s3 made and closed by the caller
     * @param sqs likewise; not used without a queue
     * @param format of objects without a header line; null when it is not known
     */
    public S3Source(S3Client s3, SqsClient sqs, S3Settings settings, String format, Meters meters, Clock clock) {
        this(s3, sqs, settings, format, meters, clock, LineShardReader.LINES_A_RECORD);
    }

    S3Source(
            S3Client s3,
            SqsClient sqs,
            S3Settings settings,
            String format,
            Meters meters,
            Clock clock,
            int linesARecord) {
        this.s3 = s3;
        this.settings = settings;
        this.format = format;
        this.clock = clock;
        this.linesARecord = linesARecord;
        this.possibleLosses = meters.counter(IngesterMeter.POSSIBLE_LOSSES.spec());
        this.queue = settings.queueUrl() == null ? null : new ObjectQueue(sqs, settings);
        this.listing = queue == null ? new ObjectListing(s3, settings) : null;
    }

    @Override
    public String name() {
        return "s3:" + settings.bucket();
    }

    @Override
    public synchronized List<Shard> shards() {
        try {
            if (queue == null) {
                list();
            } else {
                receive();
            }
        } catch (SdkException e) {
            throw new SourceException(
                    "cannot find the objects of s3://%s/%s%s: %s"
                            .formatted(
                                    settings.bucket(),
                                    settings.prefix(),
                                    queue == null ? "" : " by the queue " + settings.queueUrl(),
                                    e.getMessage()),
                    e);
        }
        return pending.keys().stream()
                .map(key -> new Shard(key, List.of(), true))
                .toList();
    }

    private void list() {
        while (pending.size() < MOST_PENDING && !listing.isComplete()) {
            String key = listing.next();
            if (key != null) {
                pending.add(key, clock.millis());
            }
        }
    }

    private void receive() {
        long now = clock.millis();
        List<ObjectQueue.Notice> unwanted = pending.takeUnwanted(now);
        unwanted.forEach(queue::giveBack);
        if (!unwanted.isEmpty()) {
            nextReceive = now + LEFT_TO_OTHERS.toMillis();
        }
        if (pending.size() >= MOST_PENDING || now < nextReceive) {
            return;
        }
        nextReceive = now + BETWEEN_RECEIVES.toMillis();
        for (ObjectQueue.Notice notice : queue.receive()) {
            pending.add(notice, now);
        }
    }

    @Override
    public synchronized boolean expectsMore() {
        return queue != null || !listing.isComplete();
    }

    @Override
    public void committed(Shard shard) {
        List<ObjectQueue.Notice> notices;
        synchronized (this) {
            notices = pending.remove(shard.id());
        }
        notices.forEach(notice -> queue.committed(notice, shard.id()));
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        synchronized (this) {
            pending.opened(shard.id());
        }
        long read = start instanceof Start.After after
                ? Long.parseLong(after.position().sequenceNumber())
                : 0;
        return new LineShardReader(
                new S3File(s3, settings.bucket(), shard.id(), () -> gone(shard.id())), read, linesARecord);
    }

    private void gone(String key) {
        possibleLosses.increment();
        LOG.warn("s3://{}/{} was deleted before it was read: its records are lost", settings.bucket(), key);
    }

    @Override
    public Decoder decoder() {
        return new LinesDecoder(new LogStream(null, null, settings.bucket()), format);
    }
}
