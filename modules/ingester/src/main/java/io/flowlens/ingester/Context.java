package io.flowlens.ingester;

import io.flowlens.ingester.source.Source;
import io.flowlens.service.KafkaSettings;
import io.flowlens.topics.Topics;
import java.time.Clock;
import java.util.List;

/**
 * What all parts of one ingester share.
 *
 * @param group the consumer group that hands out the work; transactional ids start with it
 */
record Context(
        String group,
        IngesterSettings settings,
        List<Source> sources,
        KafkaSettings kafka,
        Topics topics,
        Counters counters,
        Progress progress,
        Clock clock) {}
