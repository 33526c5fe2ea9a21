package io.flowlens.benchmarks.faults;

import io.flowlens.benchmarks.faults.Step.Kill;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that get killed: a broker and some ingesters, started as a user starts them. */
final class Fleet implements AutoCloseable {

    private final Child broker;
    private final List<Child> ingesters = new ArrayList<>();
    private final String bootstrapServers;
    private int victim;
    private int exits;
    private long peakWhileBrokerDown;
    private long peak;

    /**
     * @param classPath of the broker's process
     * @param product class path of the {@code flowlens} command
     */
    Fleet(Path folder, String classPath, String product, int size, URI aws) throws IOException {
        int port = freePort();
        bootstrapServers = "127.0.0.1:" + port;
        broker = new Child(
                "broker",
                java(
                        classPath,
                        BrokerMain.class.getName(),
                        folder.resolve("kafka").toString(),
                        String.valueOf(port)),
                folder.resolve("broker.log"));
        for (int number = 1; number <= size; number++) {
            ingesters.add(new Child(
                    "ingester " + number,
                    java(
                            product,
                            "io.flowlens.cli.Main",
                            "ingest",
                            "--stream=" + Kinesis.STREAM,
                            "--region=" + Kinesis.REGION,
                            "--endpoint-url=" + aws,
                            "--bootstrap-server=" + bootstrapServers),
                    folder.resolve("ingester-" + number + ".log")));
        }
    }

    /** With the options of the {@code flowlens} launcher. */
    private static List<String> java(String classPath, String... mainAndArgs) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                classPath));
        command.addAll(List.of(mainAndArgs));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    void startBroker() {
        broker.start();
    }

    void startIngesters() {
        ingesters.forEach(Child::start);
    }

    /** Kills; the ingesters take turns. Answers who is dead now. */
    List<Child> kill(Kill kill) {
        rememberPeaks();
        List<Child> dead = switch (kill) {
            case INGESTER -> List.of(ingesters.get(victim++ % ingesters.size()));
            case BROKER -> List.of(broker);
            case EVERYTHING -> {
                List<Child> all = new ArrayList<>(List.of(broker));
                all.addAll(ingesters);
                yield all;
            }
        };
        dead.parallelStream().forEach(Child::kill);
        return dead;
    }

    /** Starts again whoever ended without being killed, as an init system would: without a broker an ingester cannot start. */
    void keepUp() {
        List<Child> all = new ArrayList<>(ingesters);
        all.add(broker);
        for (Child child : all) {
            if (!child.isAlive()) {
                exits++;
                child.start();
            }
        }
    }

    /** How often a process ended without being killed. */
    int exits() {
        return exits;
    }

    void sampleMemoryWithoutBroker() {
        ingesters.forEach(each -> peakWhileBrokerDown = Math.max(peakWhileBrokerDown, each.residentBytes()));
    }

    /** The most memory an ingester had at the moments sampled while the broker was down; 0 when unknown. */
    long peakWhileBrokerDown() {
        return peakWhileBrokerDown;
    }

    /** The most memory any ingester ever had; 0 when unknown. */
    long peak() {
        rememberPeaks();
        return peak;
    }

    private void rememberPeaks() {
        ingesters.forEach(each -> peak = Math.max(peak, each.peakResidentBytes()));
    }

    @Override
    public void close() {
        ingesters.forEach(Child::close);
        broker.close();
    }
}
