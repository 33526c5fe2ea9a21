package io.flowlens.sandbox.broker;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Declares a broker dead that was killed, before it starts again.
 *
 * <p>A node that is controller and broker in one starts with its own old session still running, takes itself for the
 * leader of its partitions, and sets about ending the transactions that were being committed. When the old session then
 * times out, the partitions have no leader for a moment, Kafka 4.3.1 takes them for deleted and drops the end of those
 * transactions, and every reader of committed records waits for ever. So the controller starts alone at first and waits
 * until the old session is over.
 */
final class CrashedBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CONTROLLER_METRIC = "kafka.controller:type=KafkaController,name=";

    private CrashedBroker() {}

    /** Whether the folder's broker was neither new nor shut down in good order. */
    static boolean leftItsDataIn(Path data) {
        return Files.exists(data.resolve("meta.properties")) && !Files.exists(data.resolve(".kafka_cleanshutdown"));
    }

    /** Returns when the dead broker is no leader any more; after {@link #PATIENCE} anyway, for it may never have been one. */
    static void bury(int nodeId, Path data, int controllerPort) throws InterruptedException {
        KafkaRaftServer controller =
                new KafkaRaftServer(new KafkaConfig(controllerAlone(nodeId, data, controllerPort)), Time.SYSTEM);
        try {
            controller.startup();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isBuried() && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static Properties controllerAlone(int nodeId, Path data, int controllerPort) {
        String address = "127.0.0.1:" + controllerPort;
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "controller",
                "node.id",
                String.valueOf(nodeId),
                "controller.quorum.voters",
                nodeId + "@" + address,
                "listeners",
                "CONTROLLER://" + address,
                "controller.listener.names",
                "CONTROLLER",
                "log.dirs",
                data.toString(),
                "broker.heartbeat.interval.ms",
                "500",
                "broker.session.timeout.ms",
                "1000"));
        return properties;
    }

    private static boolean isBuried() {
        return count("FencedBrokerCount") > 0 && count("ActiveBrokerCount") == 0;
    }

    private static int count(String metric) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(CONTROLLER_METRIC + metric), "Value");
            return ((Number) value).intValue();
        } catch (JMException e) {
            return 0; // not there yet
        }
    }
}
