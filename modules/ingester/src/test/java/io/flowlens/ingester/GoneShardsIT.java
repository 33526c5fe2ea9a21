package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoneShardsIT {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path data;

    @Test
    void deletesThePositionsOfShardsThatTheStreamHasThrownAway() {
        try (Outside outside = new Outside(data)) {
            Topics topics = outside.topics();
            String stream = outside.stream(1);
            long now = System.currentTimeMillis();
            String there = "kinesis:" + stream + ":shardId-000000000000";
            Map<String, IngestPosition> before = Map.of(
                    "kinesis:" + stream + ":shardId-gone",
                    ended(now - 3 * DAY),
                    "kinesis:" + stream + ":shardId-young",
                    ended(now - DAY / 2),
                    "kinesis:" + stream + ":shardId-not-ended",
                    new IngestPosition("1", 1, now - 3 * DAY, 0, false),
                    "kinesis:other:shardId-gone",
                    ended(now - 3 * DAY));
            put(outside, topics, before);

            try (IngesterService ingester = outside.ingester(stream, new Start.Oldest(), topics, new Meters());
                    Positions positions = new Positions(outside.kafka(), topics.ingestPositions(), "test")) {
                ingester.start();
                Awaitility.await().atMost(Outside.PATIENCE).until(() -> {
                    positions.readToEnd();
                    return positions.of(there) != null
                            && positions.keys("kinesis:").size() == before.size();
                });

                assertThat(positions.keys("kinesis:")).doesNotContain("kinesis:" + stream + ":shardId-gone");
            }
        }
    }

    private static IngestPosition ended(long committed) {
        return new IngestPosition("1", committed, committed, 0, true);
    }

    private static void put(Outside outside, Topics topics, Map<String, IngestPosition> positions) {
        String topic = topics.ingestPositions().name();
        try (var producer = new KafkaProducer<>(
                outside.kafka().producer("test"),
                Serdes.String().serializer(),
                topics.ingestPositions().values().serializer())) {
            positions.forEach((key, position) ->
                    producer.send(new ProducerRecord<>(topic, Math.floorMod(key.hashCode(), 4), key, position)));
        }
    }
}
