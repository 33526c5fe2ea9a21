package io.flowlens.topology;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The {@link Noise} of every interface of one partition; worked on in memory, stored once a batch. */
final class NoiseBook {

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Noise> byInterface = new HashMap<>();
    private final Set<String> touched = new LinkedHashSet<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(Noise.MOST_BYTES);
    /** Batches are of one interface: what was asked for last is asked for next. */
    private String lastInterface;

    private Noise last;

    NoiseBook(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> stored = store.all()) {
            stored.forEachRemaining(entry -> byInterface.put(entry.key, Noise.of(entry.value)));
        }
    }

    /** To be changed: it is stored at the next {@link #flush()}. */
    Noise of(String interfaceId) {
        if (last == null || !interfaceId.equals(lastInterface)) {
            last = byInterface.computeIfAbsent(interfaceId, id -> new Noise());
            lastInterface = interfaceId;
            touched.add(interfaceId);
        }
        return last;
    }

    /** All is quiet there. */
    void forget(String interfaceId) {
        if (byInterface.remove(interfaceId) != null) {
            touched.add(interfaceId);
        }
        last = null;
    }

    void flush() {
        for (String interfaceId : touched) {
            Noise noise = byInterface.get(interfaceId);
            store.put(interfaceId, noise == null ? null : noise.toBytes(scratch));
        }
        touched.clear();
        last = null;
    }
}
