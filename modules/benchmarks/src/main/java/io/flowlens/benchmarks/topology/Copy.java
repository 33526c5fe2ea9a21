package io.flowlens.benchmarks.topology;

import io.flowlens.topics.Topics;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The least a Kafka Streams application can do: it writes what it reads. */
final class Copy {

    private Copy() {}

    static Topology topology(Topics from, Topics to, AtomicLong bytes) {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "read",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        from.flowLogs().name())
                .addProcessor("count", () -> new Count(bytes), "read")
                .addSink("write", to.flowLogs().name(), new ByteArraySerializer(), new ByteArraySerializer(), "count");
    }

    private static final class Count extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final AtomicLong bytes;

        Count(AtomicLong bytes) {
            this.bytes = bytes;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record);
            bytes.addAndGet(record.value().length);
        }
    }
}
