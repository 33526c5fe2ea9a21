package io.flowlens.cli.replay;

import io.flowlens.recording.Player;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.Speed;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Judges a recording once more, in topics of its own.
 *
 * <p>The same recording gives the same rejects and alerts: the inventory is whole before the topology starts, the topology has
 * all its threads before the first flow comes, and time passes with what stands among the flows.
 */
public final class Replay {

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final KafkaSettings kafka;
    private final Topics topics;
    private final TopologySettings settings;
    private final Speed speed;

    /** @param lines judged, @param nanos it took, from the first flow to the last result */
    public record Judged(long lines, long nanos) {

        public double linesPerSecond() {
            return lines / (nanos / 1e9);
        }
    }

    /**
     * @param topics those of a replay, created and empty
     * @param settings those of a replay
     */
    public Replay(KafkaSettings kafka, Topics topics, TopologySettings settings, Speed speed) {
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.speed = speed;
    }

    /**
     * Returns when everything is judged and written.
     *
     * @param records of the recording, for the bar
     * @throws KafkaException when Kafka fails or the topology stops
     * @throws InterruptException when the thread is interrupted
     */
    public Judged run(RecordingReader recording, long records) {
        try (Player player = new Player(recording, topics, kafka.producer("flowlens-player"), speed);
                Drain drain = new Drain(kafka.admin("flowlens-replay"), topics);
                Meters meters = new Meters()) {
            player.playInventory();
            try (TopologyService topology = new TopologyService(topics, kafka, settings, meters)) {
                topology.start();
                await(topology, () -> topology.health().ready(), START_WITHIN);
                long begun = System.nanoTime();
                try (Progress progress = Progress.of("playing", records)) {
                    player.playFlowLogs(progress);
                }
                try (Progress progress = Progress.of("judging", drain.total())) {
                    await(topology, () -> drain.isDone(progress), Duration.ofMillis(Long.MAX_VALUE));
                }
                return new Judged(player.lines(), System.nanoTime() - begun);
            }
        }
    }

    private static void await(TopologyService topology, BooleanSupplier done, Duration longest) {
        long begun = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (!topology.health().live()) {
                throw new KafkaException("the topology stopped in the middle of the replay; nothing of it counts");
            }
            if ((System.nanoTime() - begun) / 1_000_000 > longest.toMillis()) {
                throw new KafkaException("the topology was not ready within %d s: %s"
                        .formatted(longest.toSeconds(), topology.health().detail()));
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
