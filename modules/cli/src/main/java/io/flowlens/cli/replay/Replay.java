package io.flowlens.cli.replay;

import io.flowlens.notifier.NotifierService;
import io.flowlens.notifier.NotifierSettings;
import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.notifier.channel.Surroundings;
import io.flowlens.recording.Player;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.Speed;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import io.flowlens.topology.TopologyService;
import io.flowlens.topology.TopologySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a recording once more, in topics of its own.
 *
 * <p>The same recording gives the same rejects and alerts: the inventory is whole before the topology starts, the topology has
 * all its threads before the first flow comes, and time passes with what stands among the flows.
 */
public final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final NotifierSettings NOBODY =
            NotifierSettings.of(List.of(), new Surroundings(null, alert -> {}, Clock.systemUTC()));
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    /** Receivers are asked for patience with a replay, and the replay with them. */
    private static final Duration TELL_WITHIN = Duration.ofMinutes(2);

    private final KafkaSettings kafka;
    private final Topics topics;
    private final TopologySettings settings;
    private final Speed speed;
    private NotifierSettings told = NOBODY;

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

    /** Has the alerts of this replay told, which nobody else hears. */
    public Replay telling(NotifierSettings told) {
        this.told = told;
        return this;
    }

    /**
     * Returns when everything is judged and written, and told where it is to be, and nothing but the inventory and the results is left.
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
        try (TopologyService topology = new TopologyService(topics, kafka, settings, meters);
                NotifierService notifier = new NotifierService(told, kafka, topics, meters)) {
            topology.start();
            notifier.start();
            awaitStart(topology);
            awaitStart(notifier);
            long begun = System.nanoTime();
            try (Progress progress = Progress.of("playing", records)) {
                player.playFlowLogs(progress);
            }
            try (Progress progress = Progress.of("judging", stage.total(topics.flowLogs()))) {
                while (!stage.isRead(topics.applicationId(), topics.flowLogs(), progress)) {
                    check(topology);
                    Stage.pause();
                }
            }
            Judged judged = new Judged(player.lines(), System.nanoTime() - begun);
            awaitTold(stage);
            return judged;
        }
    }

    /** What still waits then is named in the log, and is told no more. */
    private void awaitTold(Stage stage) {
        long deadline = System.nanoTime() + TELL_WITHIN.toNanos();
        for (ChannelSpec channel : told.channels()) {
            while (!stage.isRead(NotifierService.group(topics, channel), topics.alerts(), done -> {})) {
                if (System.nanoTime() > deadline) {
                    LOG.warn("{} was not told all within {} s", channel.name(), TELL_WITHIN.toSeconds());
                    break;
                }
                Stage.pause();
            }
        }
    }

    private static void awaitStart(Service service) {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!service.health().ready()) {
            check(service);
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the %s did not start within %d s: %s"
                        .formatted(
                                service.name(),
                                START_WITHIN.toSeconds(),
                                service.health().detail()));
            }
            Stage.pause();
        }
    }

    private static void check(Service service) {
        if (!service.health().live()) {
            throw new KafkaException(("the %s stopped in the middle of the replay, and nothing of it counts;"
                            + " the log above says why. Start it again")
                    .formatted(service.name()));
        }
    }
}
