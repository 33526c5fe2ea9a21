package io.flowlens.sandbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node in KRaft mode, broker and controller in one, on loopback, with its data on disk.
 *
 * <p>A data folder that holds a broker's data already is taken up again. Only one broker may use a folder at a time.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final int NODE_ID = 1;
    /** Always the same: a folder's data belongs to a cluster, and a broker that starts again must be of that one. */
    private static final String CLUSTER_ID = "flowlens-sandbox-broker";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @param data folder of its data; made when it is missing
     * @param port to listen on, 0 for a free one
     * @throws BrokerException when the folder cannot be written, is in use, or the port is taken
     */
    public static KafkaBroker start(Path data, int port) {
        makeWritable(data);
        int listenOn = claim(port);
        Properties properties = BrokerProperties.of(NODE_ID, data, listenOn, claim(0));
        try {
            if (CrashedBroker.leftItsDataIn(data)) {
                CrashedBroker.bury(NODE_ID, data, claim(0));
            }
            format(data, properties);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            return new KafkaBroker(server, listenOn);
        } catch (Exception e) { // the broker declares nothing and throws whatever its parts throw
            throw new BrokerException(
                    "the Kafka broker did not start with its data in %s: %s; is another one using that folder?"
                            .formatted(data, e.getMessage()),
                    e);
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path data, Properties properties) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(CLUSTER_ID)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setIgnoreFormatted(true)
                .run();
    }

    private static void makeWritable(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "write", ".check"));
        } catch (IOException e) {
            throw new BrokerException(
                    "cannot write to the data folder %s: %s; choose another one".formatted(data, e), e);
        }
    }

    /** The port itself when it is free, or some free one for 0. */
    private static int claim(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    "port %d on 127.0.0.1 is not free: %s; choose another one, or 0 for any"
                            .formatted(port, e.getMessage()),
                    e);
        }
    }
}
