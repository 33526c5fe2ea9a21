package io.flowlens.topology;

import io.flowlens.topics.FlowLogHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of the newest flow in a batch, from its header. */
final class EventTime implements TimestampExtractor {

    private final BatchLag lag;

    /** @param lag hears when a batch was appended, which nobody behind this learns */
    EventTime(BatchLag lag) {
        this.lag = lag;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        lag.read(record.timestamp());
        return FlowLogHeaders.eventTime(record.headers(), record.timestamp());
    }
}
