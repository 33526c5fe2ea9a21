package io.flowlens.cli;

import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.TopicTail;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reader of committed records sees of flow logs. */
final class IngestedRecords {

    private IngestedRecords() {}

    /** Each as {@code key [format] line|line}. */
    static List<String> of(String bootstrapServers, String prefix) {
        Topics topics = new Topics(prefix, Topics.DEFAULT_PARTITIONS);
        List<String> records = new ArrayList<>();
        try (var tail = TopicTail.fromBeginning(
                KafkaSettings.of(bootstrapServers, Map.of()).consumer("test"), topics.flowLogs())) {
            tail.readToEnd(record -> records.add(record.key() + " ["
                    + FlowLogHeaders.of(record.headers()).format() + "] "
                    + new String(record.value(), StandardCharsets.UTF_8).replace('\n', '|')));
        }
        return records;
    }
}
