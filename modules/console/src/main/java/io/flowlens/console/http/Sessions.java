package io.flowlens.console.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has shown the token and got a cookie for it: at most {@value #MAX} at a time, each for {@link #KEPT}. */
final class Sessions {

    static final int MAX = 1_000;
    static final Duration KEPT = Duration.ofHours(12);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** When each ends, oldest first. */
    private final Map<String, Long> ends = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    synchronized String begin() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        ends.put(id, clock.millis() + KEPT.toMillis());
        if (ends.size() > MAX) {
            ends.remove(ends.keySet().iterator().next());
        }
        return id;
    }

    synchronized boolean isOpen(String id) {
        ends.values().removeIf(end -> end < clock.millis());
        return ends.containsKey(id);
    }
}
