package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network in real time: threads, clock and all. */
class VpcNetworkTest {
    private static void build(VpcNetwork network) {
        network.put(new AclConfig("acl-1", List.of(Lab.allow(100, false), Lab.allow(100, true))));
        network.put(new SubnetConfig("subnet-1", "vpc-1", "use1-az1", Cidr.parse("10.0.1.0/24"), "acl-1"));
        network.put(new InstanceConfig("i-a", true, Set.of()));
        network.put(new InterfaceConfig("eni-a", "subnet-1", "1", "i-a", Lab.A, Lab.A_PUBLIC, Set.of("sg-none")));
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void recordsScannersWhileTimePasses() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (var network = VpcNetwork.start("us-east-1", new Pace(600))) {
            build(network);
            network.put(new FlowLogConfig(
                    "fl-1",
                    "vpc-1",
                    FlowLogConfig.TrafficType.ALL,
                    List.of("interface-id", "action"),
                    60,
                    (interfaceId, delivered) -> delivered.forEach(line -> lines.add(line.text()))));

            Scanners scanners = network.scan(1, Duration.ofMillis(20));
            await().atMost(Duration.ofSeconds(60)).until(() -> lines.contains("eni-a REJECT"));
            scanners.close();

            lines.clear();
            await().atMost(Duration.ofSeconds(60)).until(() -> lines.contains("eni-a -"));
        }
    }

    @Test
    void closingItEndsItsThreads() {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        try (var network = VpcNetwork.start("us-east-1", new Pace(600))) {
            build(network);
            network.put(new FlowLogConfig(
                    "fl-1",
                    "vpc-1",
                    FlowLogConfig.TrafficType.ALL,
                    List.of("start"),
                    60,
                    (interfaceId, delivered) -> threads.add(Thread.currentThread())));
            await().atMost(Duration.ofSeconds(60)).until(() -> !threads.isEmpty());
        }

        assertThat(threads)
                .allSatisfy(thread -> await().atMost(Duration.ofSeconds(60)).until(() -> !thread.isAlive()));
    }

    @Test
    @Timeout(60)
    void packetsRulesAndWindowsDoNotWaitForEachOther() {
        try (var network = VpcNetwork.start("us-east-1", new Pace(60_000))) {
            build(network);
            network.put(new FlowLogConfig(
                    "fl-1", "vpc-1", FlowLogConfig.TrafficType.ALL, List.of("start"), 60, (interfaceId, lines) -> {}));
            List<Runnable> users = List.of(
                    network::closeWindows,
                    network::deliver,
                    () -> network.put(new GroupConfig("sg-none", List.of(), List.of())),
                    () -> network.send("eni-a", Lab.echo(Lab.A, Lab.B)));

            var done = users.stream()
                    .map(user -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, 2000).forEach(i -> user.run()),
                            task -> daemon(task).start()))
                    .toArray(CompletableFuture<?>[]::new);

            assertThat(CompletableFuture.allOf(done)).succeedsWithin(Duration.ofSeconds(50));
        }
    }

    @Test
    void doesNotSendForOthers() {
        try (var network = VpcNetwork.start("us-east-1", Pace.DEFAULT)) {
            build(network);

            assertThatThrownBy(() -> network.send("eni-a", Lab.echo(Lab.B, Lab.C)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("eni-a sends from 10.0.1.10, not from 10.0.2.20");
        }
    }
}
