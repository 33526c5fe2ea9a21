package io.flowlens.topics;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of flow logs that only says how late it is. A replay writes one to every partition each {@link #EVERY_MILLIS} of
 * event time, in order with the flows, so that time passes at the same place whoever reads how much at once.
 *
 * <p>It has neither key nor value, and its time in the {@code event-time} header.
 */
public final class Tick {

    public static final long EVERY_MILLIS = 30_000;

    private Tick() {}

    public static ProducerRecord<byte[], byte[]> of(Topic<String, byte[]> flowLogs, int partition, long millis) {
        ProducerRecord<byte[], byte[]> tick =
                new ProducerRecord<>(flowLogs.name(), partition, millis, null, null, null);
        new FlowLogHeaders(null, null, null, null, null, millis, FlowLogHeaders.UNKNOWN).writeTo(tick.headers());
        return tick;
    }

    public static boolean is(Object key, byte[] value) {
        return key == null && value == null;
    }
}
