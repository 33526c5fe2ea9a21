package io.flowlens.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The one place where meters are made, so that a name always has the same tags.
 *
 * <p>Ask once and keep what is returned: a look-up by tags on the hot path is not free.
 */
public final class Meters implements AutoCloseable {

    private static final Duration[] LAG_BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofHours(1)
    };

    private final Map<String, List<String>> tagsByName = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    public Counter counter(MeterSpec spec, String... tagValues) {
        return Counter.builder(spec.name())
                .baseUnit(spec.unit())
                .description(spec.help())
                .tags(tags(spec, tagValues))
                .register(registry);
    }

    /** A histogram of lags, from a tenth of a second to an hour: our milliseconds and AWS's minutes both fit. */
    public Timer lag(MeterSpec spec, String... tagValues) {
        return Timer.builder(spec.name())
                .description(spec.help())
                .tags(tags(spec, tagValues))
                .serviceLevelObjectives(LAG_BUCKETS)
                .register(registry);
    }

    /** Shows what {@code value} answers when somebody looks; it is called from the scraping thread. */
    public void gauge(MeterSpec spec, Supplier<Number> value, String... tagValues) {
        Gauge.builder(spec.name(), value)
                .baseUnit(spec.unit())
                .description(spec.help())
                .tags(tags(spec, tagValues))
                .strongReference(true)
                .register(registry);
    }

    /** Everything measured so far, in the text format that the {@code Accept} header asks for. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        registry.close();
    }

    private Tags tags(MeterSpec spec, String... values) {
        List<String> keys = spec.tags();
        if (keys.size() != values.length) {
            throw new IllegalArgumentException(
                    "meter %s has the tags %s, not %d values".formatted(spec.name(), keys, values.length));
        }
        List<String> registered = tagsByName.putIfAbsent(spec.name(), keys);
        if (registered != null && !registered.equals(keys)) {
            throw new IllegalArgumentException("meter %s has the tags %s already and cannot have %s as well"
                    .formatted(spec.name(), registered, keys));
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(keys.get(i), values[i]));
        }
        return Tags.of(tags);
    }
}
