package io.flowlens.console;

import io.flowlens.console.http.ConsoleServer;
import io.flowlens.console.view.ConsoleView;
import io.flowlens.service.Health;
import io.flowlens.service.KafkaSettings;
import io.flowlens.service.Meters;
import io.flowlens.service.Service;
import io.flowlens.topics.Topics;
import java.net.URI;
import java.time.Clock;

/** The console: reads the topics into memory and serves the page. Writes nothing anywhere. */
public final class ConsoleService implements Service {

    private final ConsoleServer server;
    private final TopicFeeds feeds;

    public ConsoleService(ConsoleSettings settings, KafkaSettings kafka, Topics topics, Meters meters) {
        ConsoleView view = new ConsoleView(Clock.systemUTC());
        this.server = new ConsoleServer(settings, view, meters);
        this.feeds = new TopicFeeds(kafka, topics, meters, view, server);
    }

    @Override
    public String name() {
        return "console";
    }

    /** @throws java.io.UncheckedIOException when the address is taken or not ours */
    @Override
    public void start() {
        server.start();
        feeds.start();
    }

    /** Where the page is; known once started. */
    public URI uri() {
        return server.uri();
    }

    @Override
    public Health health() {
        return feeds.health();
    }

    @Override
    public void close() {
        server.close();
        feeds.close();
    }
}
