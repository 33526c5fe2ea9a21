package io.flowlens.ingester;

import io.flowlens.ingester.source.Start;
import java.util.Map;

/**
 * How an ingester runs. All ingesters of one name and topic prefix share the work, so they must have the same sources.
 *
 * @param name the end of the consumer group and of the transactional ids, after the topic prefix
 * @param start where to begin in a shard that has no position yet
 * @param region the AWS region, or null when it is not known
 * @param formats the flow log format by log group, {@code ${version} ${account-id} ...}; a group that is not in it is
 *     written without a format
 */
public record IngesterSettings(String name, Start start, String region, Map<String, String> formats) {

    public static final String DEFAULT_NAME = "ingester";

    public IngesterSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the ingester has no name");
        }
        if (start instanceof Start.After) {
            throw new IllegalArgumentException("a position belongs to one shard; start with oldest, latest or a time");
        }
        formats = Map.copyOf(formats);
    }

    /** Starts with the oldest record, formats unknown. */
    public static IngesterSettings of(String region) {
        return new IngesterSettings(DEFAULT_NAME, new Start.Oldest(), region, Map.of());
    }
}
