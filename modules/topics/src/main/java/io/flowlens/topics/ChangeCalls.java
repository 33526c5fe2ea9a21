package io.flowlens.topics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The calls behind the changes of resources, the newest changes of each. One thread adds, any number read. */
final class ChangeCalls {

    /** Nobody asks for a change that is older than an hour. */
    private static final int PER_RESOURCE = 32;

    private final Map<String, ConcurrentSkipListMap<Long, List<Alert.Call>>> byResource = new ConcurrentHashMap<>();
    private volatile long version;

    void add(InventoryHint hint) {
        ConcurrentSkipListMap<Long, List<Alert.Call>> changes =
                byResource.computeIfAbsent(hint.resourceId(), id -> new ConcurrentSkipListMap<>());
        changes.put(hint.seenAt(), hint.calls());
        if (changes.size() > PER_RESOURCE) {
            changes.pollFirstEntry();
        }
        version = version + 1;
    }

    List<Alert.Call> of(String resourceId, long seenAt) {
        Map<Long, List<Alert.Call>> changes = byResource.get(resourceId);
        return changes == null ? List.of() : changes.getOrDefault(seenAt, List.of());
    }

    /** Forgets the calls of those resources. */
    void removeIf(Predicate<String> gone) {
        byResource.keySet().removeIf(gone);
    }

    long version() {
        return version;
    }
}
