package io.flowlens.topology;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The {@link Noise} of every interface of one partition; worked on in memory, stored once a batch. */
final class NoiseBook {

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Noise> byInterface = new LinkedHashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();

    NoiseBook(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> stored = store.all()) {
            stored.forEachRemaining(entry -> byInterface.put(entry.key, Noise.of(entry.value)));
        }
    }

    /** To be changed: it is stored at the next {@link #flush()}. */
    Noise of(String interfaceId) {
        touched.add(interfaceId);
        return byInterface.computeIfAbsent(interfaceId, id -> new Noise());
    }

    /** All is quiet there. */
    void forget(String interfaceId) {
        if (byInterface.remove(interfaceId) != null) {
            touched.add(interfaceId);
        }
    }

    void flush() {
        for (String interfaceId : touched) {
            Noise noise = byInterface.get(interfaceId);
            store.put(interfaceId, noise == null ? null : noise.toBytes());
        }
        touched.clear();
    }
}
