package io.flowlens.console;

import io.flowlens.console.http.ConsoleServer;
import io.flowlens.console.view.ConsoleView;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topic;
import io.flowlens.topics.TopicTail;
import io.flowlens.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Four topics, four threads: outside of every consumer group, so that any number of consoles disturbs nobody. */
final class TopicFeeds implements AutoCloseable {

    /** As much as map and traffic show. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    /** A record of flows is a batch of up to some thousand lines; one of rejects is small. */
    private static final long MOST_BEHIND = 5_000;

    private static final long CLOSE_WITHIN_MILLIS = 5_000;

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Meters meters;
    private final ConsoleView view;
    private final ConsoleServer server;
    private final Map<String, TopicFeed.Progress> progress = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    TopicFeeds(KafkaSettings kafka, Topics topics, Meters meters, ConsoleView view, ConsoleServer server) {
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
        this.view = view;
        this.server = server;
    }

    void start() {
        TopicFeed.Progress network = run(new TopicFeed<>(
                topics.inventory().name(),
                () -> fromBeginning(topics.inventory()),
                Long.MAX_VALUE,
                () -> {},
                view::inventory));
        TopicFeed.Progress alerts = new TopicFeed.Progress();
        run(
                new TopicFeed<>(
                        topics.alerts().name(),
                        () -> fromBeginning(topics.alerts()),
                        Long.MAX_VALUE,
                        () -> {},
                        record -> view.alert(record, row -> {
                            // What happened before this console started is no news.
                            if (alerts.isCaughtUp()) {
                                server.tell(row);
                            }
                        })),
                alerts);
        run(new TopicFeed<>(
                topics.rejects().name(), () -> recent(topics.rejects()), MOST_BEHIND, () -> {}, view::reject));
        run(new TopicFeed<>(
                topics.flowLogs().name(),
                () -> recent(topics.flowLogs()),
                MOST_BEHIND,
                () -> {
                    // Formats and names come from the network.
                    await(network);
                    view.forgetFlows();
                },
                view::flows));
    }

    Health health() {
        String behind = names(feed -> !feed.isCaughtUp());
        String failing = names(TopicFeed.Progress::isFailing);
        if (!failing.isEmpty()) {
            return Health.starting("cannot read " + failing);
        }
        return behind.isEmpty() ? Health.ready("serving") : Health.starting("reading " + behind);
    }

    @Override
    public void close() {
        progress.values().forEach(TopicFeed.Progress::stop);
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_WITHIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TopicFeed.Progress run(TopicFeed<?> feed) {
        return run(feed, new TopicFeed.Progress());
    }

    private TopicFeed.Progress run(TopicFeed<?> feed, TopicFeed.Progress own) {
        progress.put(feed.name(), own);
        Thread thread = new Thread(() -> feed.run(own, meters), "console-" + feed.name());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return own;
    }

    private <V> TopicTail<String, V> fromBeginning(Topic<String, V> topic) {
        return TopicTail.fromBeginning(consumer(topic), topic);
    }

    private <V> TopicTail<String, V> recent(Topic<String, V> topic) {
        return TopicTail.since(consumer(topic), topic, Instant.now().minus(LOOK_BACK));
    }

    private Map<String, Object> consumer(Topic<?, ?> topic) {
        return kafka.consumer("flowlens-console-" + topic.name());
    }

    private String names(java.util.function.Predicate<TopicFeed.Progress> which) {
        return progress.entrySet().stream()
                .filter(feed -> which.test(feed.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private static void await(TopicFeed.Progress network) {
        try {
            while (!network.isCaughtUp() && !network.isStopped()) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
