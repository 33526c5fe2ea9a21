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
     * @param topics those of a replay; what a replay before it left under the same prefix is deleted
     * @param settings those of a replay
     */
    public Replay(KafkaSettings kafka, Topics topics, TopologySettings settings, Speed speed) {
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.speed = speed;
    }

    /**
     * Returns when everything is judged and written, and nothing but the inventory and the results is left.
     *
     * @param records of the recording, for the bar
     * @throws KafkaException when Kafka fails or the topology stops
     * @throws InterruptException when the thread is interrupted
     */
    public Judged run(RecordingReader recording, long records) {
        try (Stage stage = new Stage(kafka, topics);
                Player player = new Player(recording, topics, kafka.producer("flowlens-player"), speed);
                Meters meters = new Meters()) {
            stage.set();
            player.playInventory();
            Judged judged = judge(stage, player, meters, records);
            stage.strike();
            return judged;
        }
    }

    private Judged judge(Stage stage, Player player, Meters meters, long records) {
        try (TopologyService topology = new TopologyService(topics, kafka, settings, meters)) {
            topology.start();
            awaitStart(topology);
            long begun = System.nanoTime();
            try (Progress progress = Progress.of("playing", records)) {
                player.playFlowLogs(progress);
            }
            try (Progress progress = Progress.of("judging", stage.total())) {
                while (!stage.isJudged(progress)) {
                    check(topology);
                    Stage.pause();
                }
            }
            return new Judged(player.lines(), System.nanoTime() - begun);
        }
    }

    private static void awaitStart(TopologyService topology) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!topology.health().ready()) {
            check(topology);
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the topology did not start within %d s: %s"
                        .formatted(START_WITHIN.toSeconds(), topology.health().detail()));
            }
            Stage.pause();
        }
    }

    private static void check(TopologyService topology) {
        if (!topology.health().live()) {
            throw new KafkaException("the topology stopped in the middle of the replay, and nothing of it counts;"
                    + " the log above says why. Start it again");
        }
    }
}
