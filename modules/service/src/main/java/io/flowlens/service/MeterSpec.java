package io.flowlens.service;

import java.util.List;

/**
 * The name, unit and meaning of a meter, declared once; the services keep theirs in an enum each.
 *
 * @param name Micrometer's dotted name; Prometheus sees it with underscores, the unit and, for a counter, {@code _total}
 * @param unit base unit ({@code seconds}, {@code bytes}, {@code records}), or null when the name says it
 * @param help one sentence, shown as HELP
 * @param tags the keys of its tags; their values come from closed sets only, never from a log line
 */
public record MeterSpec(String name, String unit, String help, List<String> tags) {

    public MeterSpec {
        tags = List.copyOf(tags);
    }

    public static MeterSpec of(String name, String unit, String help, String... tags) {
        return new MeterSpec(name, unit, help, List.of(tags));
    }
}
