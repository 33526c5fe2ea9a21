package io.flowlens.provisioner.inventory;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What stands on the inventory topic. */
final class InventoryTopic {

    private InventoryTopic() {}

    static List<ConsumerRecord<String, byte[]>> records(KafkaSettings kafka, Topics topics) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topics.inventory().name(), 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.consumer("test"),
                topics.inventory().keys().deserializer(),
                topics.inventory().values().deserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
