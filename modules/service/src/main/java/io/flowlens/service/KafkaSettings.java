package io.flowlens.service;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of Kafka clients, passed through untouched.
 *
 * <p>A plain key ({@code bootstrap.servers}, {@code security.protocol}, {@code sasl.jaas.config}) goes to every client; one
 * behind {@code producer.}, {@code consumer.}, {@code admin.} or {@code streams.} goes to that kind only and wins over the
 * plain one. What a service needs for its promises (serializers, isolation, transactions) it sets itself, on top.
 */
public final class KafkaSettings {

    private static final String[] KINDS = {"producer.", "consumer.", "admin.", "streams."};

    private final Map<String, String> all;

    private KafkaSettings(Map<String, String> all) {
        this.all = all;
    }

    /** Settings for the brokers at {@code bootstrapServers}, with more keys as described above. */
    public static KafkaSettings of(String bootstrapServers, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(more);
        all.put("bootstrap.servers", bootstrapServers);
        return new KafkaSettings(all);
    }

    public String bootstrapServers() {
        return all.get("bootstrap.servers");
    }

    public Map<String, Object> producer(String clientId) {
        return client("producer.", clientId);
    }

    public Map<String, Object> consumer(String clientId) {
        return client("consumer.", clientId);
    }

    public Map<String, Object> admin(String clientId) {
        return client("admin.", clientId);
    }

    /** For Kafka Streams, which hands {@code producer.}, {@code consumer.} and {@code admin.} keys on to its own clients. */
    public Map<String, Object> streams() {
        Map<String, Object> settings = new HashMap<>(all);
        settings.keySet().removeIf(key -> key.startsWith("streams."));
        overlay(settings, "streams.");
        return settings;
    }

    private Map<String, Object> client(String kind, String clientId) {
        Map<String, Object> settings = new HashMap<>(all);
        settings.keySet().removeIf(KafkaSettings::isOfOneKind);
        settings.put("client.id", clientId);
        overlay(settings, kind);
        return settings;
    }

    private void overlay(Map<String, Object> settings, String kind) {
        all.forEach((key, value) -> {
            if (key.startsWith(kind)) {
                settings.put(key.substring(kind.length()), value);
            }
        });
    }

    private static boolean isOfOneKind(String key) {
        for (String kind : KINDS) {
            if (key.startsWith(kind)) {
                return true;
            }
        }
        return false;
    }

    /** The names only: values may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSettings" + all.keySet();
    }
}
