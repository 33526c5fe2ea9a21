package io.flowlens.benchmarks.race;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one run that may be compared with those of another: ratios, or what stands on its own. */
public final class Ratios {

    private final Map<String, Double> values = new LinkedHashMap<>();

    public Ratios put(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("%s was not measured: %s".formatted(key, value));
        }
        values.put(key, value);
        return this;
    }

    /** One line: {@code {"bench":"parse","ratios":{"split":8.91}}}. */
    public String json(String bench) {
        return values.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "\"%s\":%.3f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "{\"bench\":\"%s\",\"ratios\":{".formatted(bench), "}}"));
    }
}
