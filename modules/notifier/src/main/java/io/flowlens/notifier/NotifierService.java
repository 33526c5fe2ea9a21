package io.flowlens.notifier;

import io.flowlens.notifier.channel.ChannelKind;
import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every channel of the alerts on {@code vpc.alerts}, each in its own time. */
public final class NotifierService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(NotifierService.class);
    /** Longer than a message may take. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(35);

    /** What the names of all its groups begin with, after the prefix of the topics. */
    public static final String GROUPS = "notifier-";

    private final NotifierSettings settings;
    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters;
    private final List<ChannelRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private Undelivered undelivered;

    public NotifierService(NotifierSettings settings, KafkaSettings kafka, Topics topics, Meters meters) {
        this.settings = settings;
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
    }

    /** The consumer group of a channel: its members share the work, and its offsets say what was told. */
    public static String group(Topics topics, ChannelSpec channel) {
        return topics.prefix() + GROUPS + channel.name();
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public void start() {
        undelivered = new Undelivered(kafka, topics);
        Map<ChannelKind, ChannelMeters> byKind = new EnumMap<>(ChannelKind.class);
        for (ChannelSpec spec : settings.channels()) {
            ChannelMeters counted = byKind.computeIfAbsent(spec.kind(), this::measure);
            AlertPartitions partitions = new AlertPartitions(
                    kafka, group(topics, spec), new AlertRecords(topics.alerts()), new Telling(spec.minSeverity()));
            runners.add(new ChannelRunner(spec, settings, partitions, undelivered, counted));
        }
        for (ChannelRunner runner : runners) {
            Thread thread = new Thread(runner, "notifier-" + runner.spec().name());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public Health health() {
        if (threads.stream().anyMatch(thread -> !thread.isAlive())) {
            return Health.failed("a channel has stopped: " + text());
        }
        return runners.stream().allMatch(runner -> runner.state().isWorking())
                ? Health.ready(text())
                : Health.starting(text());
    }

    @Override
    public void close() {
        runners.forEach(ChannelRunner::close);
        long deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    LOG.warn("{} did not stop in time; its last message may be repeated", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (undelivered != null) {
            undelivered.close();
        }
    }

    private ChannelMeters measure(ChannelKind kind) {
        meters.gauge(NotifierMeter.OLDEST.spec(), () -> oldest(kind).toMillis() / 1000.0, kind.text());
        return new ChannelMeters(meters, kind);
    }

    private Duration oldest(ChannelKind kind) {
        return runners.stream()
                .filter(runner -> runner.spec().kind() == kind)
                .map(runner -> runner.state().oldest())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private String text() {
        return runners.stream()
                .map(runner -> runner.spec().name() + ": " + runner.state().text())
                .collect(Collectors.joining("; "));
    }
}
