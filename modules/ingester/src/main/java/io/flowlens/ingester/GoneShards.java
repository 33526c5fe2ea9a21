package io.flowlens.ingester;

import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.topics.IngestPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds positions that nothing will ask for again: the shard has ended, its source no longer lists it and has thrown away
 * whatever was in it. Without this a stream that reshards would leave positions behind for ever.
 */
final class GoneShards {

    private static final Duration LOOK = Duration.ofHours(1);

    /** On top of the retention: clocks differ, and a list may be old. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final Positions positions;
    private final Map<String, Long> lastLooks = new HashMap<>();

    GoneShards(Positions positions) {
        this.positions = positions;
    }

    /**
     * The keys of such positions in one partition; nothing within an hour of the last look.
     *
     * @param listed the shards the source lists now
     * @param now epoch milliseconds
     */
    List<String> of(Source source, List<Shard> listed, int partition, long now) {
        Long last = lastLooks.put(source.name(), now);
        if (last != null && now - last < LOOK.toMillis()) {
            lastLooks.put(source.name(), last);
            return List.of();
        }
        Set<String> there =
                listed.stream().map(shard -> ShardRun.key(source, shard.id())).collect(Collectors.toSet());
        List<String> ended = new ArrayList<>();
        for (String key : positions.keys(source.name() + ":")) {
            IngestPosition position = positions.of(key);
            if (positions.partition(key) == partition && position != null && position.ended() && !there.contains(key)) {
                ended.add(key);
            }
        }
        return ended.isEmpty() ? ended : outlived(source, ended, now);
    }

    private List<String> outlived(Source source, List<String> ended, long now) {
        Optional<Duration> retention;
        try {
            retention = source.retention();
        } catch (SourceException e) {
            return List.of(); // in an hour, then
        }
        return retention
                .map(time -> ended.stream()
                        .filter(key -> positions.of(key).committed()
                                < now - time.plus(MARGIN).toMillis())
                        .toList())
                .orElse(List.of());
    }
}
