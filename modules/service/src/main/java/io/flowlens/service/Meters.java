package io.flowlens.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where meters are made, so that a name always has the same labels, and their values come from closed sets.
 *
 * <p>Ask once and keep what is returned: a look-up by labels on the hot path is not free.
 */
public final class Meters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);

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

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Map<String, List<Label>> labelsByName = new ConcurrentHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Clients get new metrics while they work, for one when a topic is first written to: this one thread looks for them. */
    private final ScheduledExecutorService kafkaWatch = Executors.newSingleThreadScheduledExecutor(Meters::daemon);

    public Meters() {
        MeterRegistry.Config config = registry.config();
        // No filter may take a tag off Kafka's meters: their binder takes one with fewer tags for an older one and
        // removes it.
        config.meterFilter(MeterFilter.denyUnless(
                id -> labelsByName.containsKey(id.getName()) || LibraryMeter.isListed(id.getName())));
        config.onMeterRegistrationFailed((id, reason) -> LOG.warn("{} is not measured: {}", id, reason));
    }

    public Counter counter(MeterSpec spec, String... values) {
        return Counter.builder(spec.name())
                .baseUnit(spec.unit())
                .description(spec.help())
                .tags(tags(MeterSpec.Type.COUNTER, spec, values))
                .register(registry);
    }

    /** A histogram of lags, from a tenth of a second to an hour: our milliseconds and AWS's minutes both fit. */
    public Timer lag(MeterSpec spec, String... values) {
        return Timer.builder(spec.name())
                .description(spec.help())
                .tags(tags(MeterSpec.Type.HISTOGRAM, spec, values))
                .serviceLevelObjectives(LAG_BUCKETS)
                .register(registry);
    }

    /** Shows what {@code value} answers when somebody looks; it is called from the scraping thread. */
    public Gauge gauge(MeterSpec spec, Supplier<Number> value, String... values) {
        return Gauge.builder(spec.name(), value)
                .baseUnit(spec.unit())
                .description(spec.help())
                .tags(tags(MeterSpec.Type.GAUGE, spec, values))
                .strongReference(true)
                .register(registry);
    }

    /** Takes one series away; the others of its name stay. */
    public void remove(Gauge gauge) {
        registry.remove(gauge);
    }

    /** Takes in what a library measures of itself; what {@link LibraryMeter} does not list is left out. */
    public void bind(MeterBinder library) {
        library.bindTo(registry);
    }

    /** Takes in what a Kafka producer measures of itself, until the answer is closed; close it before the client. */
    public KafkaClientMetrics watch(Producer<?, ?> client) {
        return watch((thread, every) -> new KafkaClientMetrics(client, List.of(), thread, every));
    }

    /** As with a producer. */
    public KafkaClientMetrics watch(Consumer<?, ?> client) {
        return watch((thread, every) -> new KafkaClientMetrics(client, List.of(), thread, every));
    }

    /**
     * Takes in what else of Kafka measures itself.
     *
     * @param binder makes it, given the thread that looks for new metrics and how often
     */
    public <B extends MeterBinder> B watch(BiFunction<ScheduledExecutorService, Duration, B> binder) {
        B made = binder.apply(kafkaWatch, LOOK_AGAIN);
        bind(made);
        return made;
    }

    /** Everything measured so far, in the text format that the {@code Accept} header asks for. */
    public String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    @Override
    public void close() {
        kafkaWatch.shutdownNow();
        registry.close();
    }

    private Tags tags(MeterSpec.Type type, MeterSpec spec, String... values) {
        List<Label> labels = spec.labels();
        if (spec.type() != type) {
            throw new IllegalArgumentException("meter %s is no %s but a %s".formatted(spec.name(), type, spec.type()));
        }
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(
                    "meter %s has the labels %s, not %d values".formatted(spec.name(), names(labels), values.length));
        }
        List<Label> registered = labelsByName.putIfAbsent(spec.name(), labels);
        if (registered != null && !names(registered).equals(names(labels))) {
            throw new IllegalArgumentException("meter %s has the labels %s already and cannot have %s as well"
                    .formatted(spec.name(), names(registered), names(labels)));
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(labels.get(i).name(), labels.get(i).shown(values[i])));
        }
        return Tags.of(tags);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kafka-meters");
        thread.setDaemon(true);
        return thread;
    }

    private static List<String> names(List<Label> labels) {
        return labels.stream().map(Label::name).toList();
    }
}
