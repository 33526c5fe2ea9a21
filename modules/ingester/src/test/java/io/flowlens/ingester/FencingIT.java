package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.service.Meters;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two owners of one partition: only the one that took over last can commit. */
class FencingIT {

    private static final String SHARD = "kinesis:s:shard";

    @TempDir
    private Path data;

    private Outside outside;
    private Topics topics;
    private Context context;

    @BeforeEach
    void prepare() {
        outside = new Outside(data);
        topics = outside.topics();
        context = new Context(
                "t.ingester",
                IngesterSettings.of("us-east-1"),
                List.of(),
                outside.kafka(),
                topics,
                new Counters(new Meters()),
                new Progress(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void locksOutAnOwnerThatWasReplaced() {
        try (Outbox replaced = outbox();
                Outbox owner = outbox();
                Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
            replaced.takeOver();
            write(replaced, "old", "1");
            replaced.commit();
            write(replaced, "lost", "2");

            owner.takeOver();
            write(owner, "new", "2");
            owner.commit();

            assertThatThrownBy(replaced::commit).isInstanceOf(KafkaException.class);
            assertThat(committed.awaitLines(2)).isEqualTo(Map.of("eni-0", List.of("old", "new")));
        }
    }

    @Test
    void showsTheNewOwnerWhatTheOldOneCommittedAndNoMore() {
        try (Outbox replaced = outbox();
                Outbox owner = outbox();
                Positions positions = new Positions(outside.kafka(), topics.ingestPositions(), "test")) {
            replaced.takeOver();
            write(replaced, "old", "1");
            replaced.commit();
            write(replaced, "lost", "2");

            owner.takeOver();
            positions.readToEnd();

            assertThat(positions.of(SHARD).sequenceNumber()).isEqualTo("1");
        }
    }

    private Outbox outbox() {
        return new Outbox(Session.producer(context, 0), topics, 0, context.counters(), context.clock());
    }

    private static void write(Outbox outbox, String line, String sequenceNumber) {
        outbox.lines(
                "eni-0",
                line.getBytes(StandardCharsets.UTF_8),
                new FlowLogHeaders(null, null, null, null, null, FlowLogHeaders.UNKNOWN, FlowLogHeaders.UNKNOWN));
        outbox.position(SHARD, new IngestPosition(sequenceNumber, 0, 0, 0, false));
    }
}
