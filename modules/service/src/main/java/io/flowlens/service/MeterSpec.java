package io.flowlens.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;

/**
 * The name, unit and meaning of a meter, declared once; each module lists its own in an enum of {@link ListedMeter}.
 *
 * @param name Micrometer's dotted name; Prometheus sees {@link #prometheusName()}
 * @param unit base unit ({@code seconds}, {@code bytes}, {@code records}), or null when the name says it
 * @param help one sentence, shown as HELP
 */
public record MeterSpec(Type type, String name, String unit, String help, List<Label> labels) {

    /** What a meter measures, and so how it is asked. */
    public enum Type {
        /** Only grows: ask for its {@code rate} or {@code increase}. */
        COUNTER,
        /** A value now. */
        GAUGE,
        /** Times, sorted into buckets: ask for a {@code histogram_quantile}. */
        HISTOGRAM,
        /** Times, summed up and counted. */
        SUMMARY
    }

    public MeterSpec {
        labels = List.copyOf(labels);
    }

    public static MeterSpec counter(String name, String unit, String help, Label... labels) {
        return new MeterSpec(Type.COUNTER, name, unit, help, List.of(labels));
    }

    public static MeterSpec gauge(String name, String unit, String help, Label... labels) {
        return new MeterSpec(Type.GAUGE, name, unit, help, List.of(labels));
    }

    /** A histogram of times; its unit is seconds. */
    public static MeterSpec lag(String name, String help, Label... labels) {
        return new MeterSpec(Type.HISTOGRAM, name, "seconds", help, List.of(labels));
    }

    /** With the unit and, for a counter, {@code _total}; a histogram has {@code _bucket}, {@code _sum}, {@code _count} behind. */
    public String prometheusName() {
        Meter.Type micrometer = switch (type) {
            case COUNTER -> Meter.Type.COUNTER;
            case GAUGE -> Meter.Type.GAUGE;
            case HISTOGRAM, SUMMARY -> Meter.Type.TIMER;
        };
        String shown = new PrometheusNamingConvention().name(name, micrometer, unit);
        // The convention takes these endings off, and the text format puts them on again.
        String ending = type == Type.COUNTER ? "_total" : name.endsWith(".info") ? "_info" : "";
        return shown.endsWith(ending) ? shown : shown + ending;
    }
}
