package io.flowlens.sandbox.broker;

import java.nio.file.Path;
import java.util.Properties;

/** What a single broker on a laptop needs to be set, beside Kafka's defaults. */
final class BrokerProperties {

    private BrokerProperties() {}

    static Properties of(int nodeId, Path data, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(java.util.Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(nodeId),
                "controller.quorum.voters",
                nodeId + "@127.0.0.1:" + controllerPort,
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                data.toString(),
                "auto.create.topics.enable",
                "false"));
        oneReplica(properties);
        quickAndSmall(properties);
        return properties;
    }

    /** There is no second broker to replicate to. */
    private static void oneReplica(Properties properties) {
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
    }

    /** Starts and rebalances in a moment, and leaves the memory to others: the log cleaner alone takes 128 MB by default. */
    private static void quickAndSmall(Properties properties) {
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // There is nobody to take over: a busy laptop must not look like a dead broker.
        properties.put("broker.session.timeout.ms", "60000");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        properties.put("log.segment.bytes", String.valueOf(128 << 20));
    }
}
