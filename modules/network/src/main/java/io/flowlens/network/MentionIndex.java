package io.flowlens.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** From what is mentioned to who mentions it, over all states kept. One writer, any number of readers. */
final class MentionIndex<K> {

    private final Map<K, Mentions> mentions = new ConcurrentHashMap<>();
    private final Function<Resource, List<K>> keysOf;

    MentionIndex(Function<Resource, List<K>> keysOf) {
        this.keysOf = keysOf;
    }

    Mentions of(K key) {
        return mentions.getOrDefault(key, Mentions.NONE);
    }

    void replace(String id, Timeline old, Timeline now) {
        Set<K> before = keys(old);
        Set<K> after = keys(now);
        after.forEach(key -> mentions.put(key, before.contains(key) ? renewed(key) : joined(key, id)));
        before.stream().filter(key -> !after.contains(key)).forEach(key -> leave(key, id));
    }

    private Mentions renewed(K key) {
        return new Mentions(of(key).ids());
    }

    private Mentions joined(K key, String id) {
        List<String> known = of(key).ids();
        var ids = new ArrayList<String>(known.size() + 1);
        ids.addAll(known);
        ids.add(id);
        return new Mentions(ids);
    }

    private void leave(K key, String id) {
        List<String> left =
                of(key).ids().stream().filter(known -> !known.equals(id)).toList();
        if (left.isEmpty()) {
            mentions.remove(key);
        } else {
            mentions.put(key, new Mentions(left));
        }
    }

    private Set<K> keys(Timeline timeline) {
        var keys = new HashSet<K>();
        for (Timeline.Sighting sighting : timeline.sightings()) {
            if (sighting.state() != null) {
                keys.addAll(keysOf.apply(sighting.state()));
            }
        }
        return keys;
    }
}
