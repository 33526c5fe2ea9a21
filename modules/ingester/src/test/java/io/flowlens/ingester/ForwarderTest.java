package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.envelope.EnvelopeReader;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.flowlens.topics.DeadLetters;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForwarderTest {

    private final Topics topics = Topics.withDefaults();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Outbox outbox = new Outbox(producer, topics, 2, new Counters(new Meters()), Clock.systemUTC());
    private final Forwarder forwarder = new Forwarder(
            new EnvelopeReader(),
            new RecentEvents(),
            outbox,
            new IngesterSettings("i", new Start.Oldest(), "eu-west-1", Map.of()));

    @BeforeEach
    void takeOver() {
        outbox.takeOver();
    }

    @Test
    void keysByInterfaceWhateverFollowsItsId() {
        assertThat(keyOf("eni-0ab12-all")).isEqualTo("eni-0ab12");
        assertThat(keyOf("eni-0ab12")).isEqualTo("eni-0ab12");
        assertThat(keyOf("eni-0ab12-reject")).isEqualTo("eni-0ab12");
        assertThat(keyOf("other/stream")).isEqualTo("other/stream");
    }

    @Test
    void cutsABatchIntoRecordsOfBoundedLength() {
        List<String> lines = IntStream.range(0, 1201).mapToObj(i -> "line " + i).toList();

        List<ProducerRecord<byte[], byte[]>> sent = forward(Envelopes.of("eni-0", 1, lines));

        assertThat(sent).hasSize(3);
        assertThat(sent.stream().flatMap(record -> text(record).lines())).containsExactlyElementsOf(lines);
        assertThat(sent)
                .allSatisfy(
                        record -> assertThat(text(record).lines().count()).isLessThanOrEqualTo(Forwarder.MAX_LINES));
    }

    @Test
    void cutsABatchIntoRecordsThatKafkaTakes() {
        List<String> lines = Collections.nCopies(5, "x".repeat(400_000));

        List<ProducerRecord<byte[], byte[]>> sent = forward(Envelopes.of("eni-0", 1, lines));

        assertThat(sent)
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.value()).hasSizeLessThanOrEqualTo(Outbox.MAX_RECORD_BYTES));
    }

    @Test
    void putsALineAsideThatNoRecordCanHold() {
        List<ProducerRecord<byte[], byte[]>> sent =
                forward(Envelopes.of("eni-0", 1, List.of("a", "x".repeat(1_000_000), "b")));

        assertThat(sent)
                .extracting(ProducerRecord::topic)
                .containsExactly("vpc.flow-logs", "vpc.dead-letters", "vpc.flow-logs");
        assertThat(DeadLetters.reason(sent.get(1).headers())).isEqualTo("line-too-long");
        assertThat(sent.get(1).value()).hasSize(Outbox.MAX_RECORD_BYTES);
    }

    @Test
    void leavesOutOnlyTheLinesThatCameBefore() {
        forward(Envelopes.of("eni-0", 3, List.of("three")));

        List<ProducerRecord<byte[], byte[]>> sent =
                forward(Envelopes.of("eni-0", 1, List.of("one", "two", "three", "four")));

        assertThat(sent.stream().map(ForwarderTest::text)).containsExactly("one\ntwo", "four");
    }

    @Test
    void leavesOutWhatItRecalls() {
        byte[] data = Envelopes.of("eni-0", 1, List.of("one"));
        forwarder.recall(record(data));

        assertThat(forward(data)).isEmpty();
    }

    private String keyOf(String logStream) {
        ProducerRecord<byte[], byte[]> sent =
                forward(Envelopes.of(logStream, 1, List.of("x"))).get(0);
        return new String(sent.key(), StandardCharsets.UTF_8);
    }

    private List<ProducerRecord<byte[], byte[]>> forward(byte[] data) {
        producer.clear();
        forwarder.forward("kinesis:s:shard", record(data));
        if (outbox.isOpen()) {
            outbox.commit();
        }
        return List.copyOf(producer.history());
    }

    private static SourceRecord record(byte[] data) {
        return new SourceRecord("1", 0, "key", data);
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
