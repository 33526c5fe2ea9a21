package io.flowlens.service;

import java.util.Map;

/**
 * How a service is.
 *
 * @param live false when only a restart helps
 * @param ready true when it does its work now
 * @param detail one short sentence for a person
 * @param progress numbers of what takes long, by name; most services have none
 */
public record Health(boolean live, boolean ready, String detail, Map<String, Long> progress) {

    public Health {
        progress = Map.copyOf(progress);
    }

    public static Health ready(String detail) {
        return new Health(true, true, detail, Map.of());
    }

    public static Health starting(String detail) {
        return new Health(true, false, detail, Map.of());
    }

    public static Health failed(String detail) {
        return new Health(false, false, detail, Map.of());
    }

    public Health with(Map<String, Long> numbers) {
        return new Health(live, ready, detail, numbers);
    }
}
