package io.flowlens.ingester;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all shards of its sources and writes their lines to {@link Topics#flowLogs()}, each exactly once: lines and
 * position are committed in one Kafka transaction.
 *
 * <p>Several ingesters with the same name, topics and sources share the shards, in this process or elsewhere.
 */
public final class IngesterService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(IngesterService.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(20);

    private final Context context;
    private Positions positions;
    private Leases leases;
    private Thread thread;
    private volatile Leases running;

    /**
     * @param sources all of them; every ingester that shares the work must have the same
     * @param topics must exist before {@link #start()}
     */
    public IngesterService(
            IngesterSettings settings, List<Source> sources, KafkaSettings kafka, Topics topics, Meters meters) {
        Progress progress = new Progress();
        meters.gauge(IngesterMeter.BEHIND.spec(), progress::secondsBehind);
        meters.gauge(IngesterMeter.SHARDS.spec(), () -> progress.shards() - progress.shardsBehind(), "current");
        meters.gauge(IngesterMeter.SHARDS.spec(), progress::shardsBehind, "behind");
        meters.gauge(IngesterMeter.PARTITIONS.spec(), progress::partitions);
        context = new Context(
                topics.prefix() + settings.name(),
                settings,
                List.copyOf(sources),
                kafka,
                topics,
                new Counters(meters),
                progress,
                Clock.systemUTC());
    }

    @Override
    public String name() {
        return "ingester";
    }

    @Override
    public void start() {
        positions = new Positions(context.kafka(), context.topics().ingestPositions(), context.group() + "-positions");
        leases = new Leases(context, positions);
        thread = new Thread(leases, context.group() + "-leases");
        thread.setDaemon(true);
        thread.start();
        running = leases;
    }

    @Override
    public Health health() {
        Leases now = running;
        if (now == null) {
            return Health.starting("not started");
        }
        if (!thread.isAlive()) {
            return Health.failed("the ingester has stopped");
        }
        if (!now.hasJoined()) {
            return Health.starting("joining the group " + context.group());
        }
        if (!now.isHeard()) {
            return Health.starting(
                    "no word from the Kafka brokers " + context.kafka().bootstrapServers());
        }
        return context.progress().health();
    }

    /**
     * True when every shard there is was read to its end and that is committed; of files this comes true, of a stream that
     * still takes records never. Asks the source and the broker.
     *
     * @throws SourceException when a source does not answer
     */
    public boolean hasReadAll() {
        positions.readToEnd();
        for (Source source : context.sources()) {
            if (source.expectsMore()) {
                return false;
            }
            for (Shard shard : source.shards()) {
                IngestPosition position = positions.of(ShardRun.key(source, shard.id()));
                if (!shard.closed() || position == null || !position.ended()) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * What this ingester has committed since its start.
     *
     * @param shards that were read to their end
     * @param deadLetters records or lines that could not be read
     */
    public record Totals(long lines, long records, long shards, long deadLetters) {}

    public Totals totals() {
        Counters counters = context.counters();
        return new Totals(
                (long) counters.lines.count(),
                (long) counters.records.count(),
                (long) counters.reshards.count(),
                counters.deadLetters());
    }

    @Override
    public void close() {
        if (running == null) {
            return;
        }
        running = null;
        leases.close();
        try {
            thread.join(CLOSE_WAIT.toMillis());
            if (thread.isAlive()) {
                LOG.warn("the ingester did not stop within {} s; its next start locks it out", CLOSE_WAIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        positions.close();
    }
}
