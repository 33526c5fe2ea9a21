package io.flowlens.notifier;

import io.flowlens.topics.Alert;
import io.flowlens.topics.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads records of {@code vpc.alerts}. */
final class AlertRecords {

    private final Topic<String, Alert> topic;

    AlertRecords(Topic<String, Alert> topic) {
        this.topic = topic;
    }

    String topic() {
        return topic.name();
    }

    /** A delivery, of no alert for a record that says that there is none any more; empty when it is no record of ours. */
    Optional<Delivery> read(ConsumerRecord<String, byte[]> record) {
        try {
            Alert alert = topic.values().deserializer().deserialize(topic.name(), record.value());
            return alert == null || isWhole(alert) ? Optional.of(new Delivery(record, alert)) : Optional.empty();
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Alert alert) {
        return alert.fingerprint() != null
                && alert.state() != null
                && alert.kind() != null
                && alert.severity() != null
                && alert.place() != null
                && alert.diagnosis() != null
                && alert.activity() != null
                && alert.activity().counts() != null
                && (alert.state() != Alert.State.RESOLVED || alert.resolution() != null);
    }
}
