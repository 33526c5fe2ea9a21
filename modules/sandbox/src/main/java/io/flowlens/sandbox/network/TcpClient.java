package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Opens a TCP connection and closes it at once, as {@code nc -z} does. */
final class TcpClient {
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int EPHEMERAL_PORTS = 28_233;
    private static final int SYN_BYTES = 60;
    private static final int ACK_BYTES = 52;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

    private final Timeline time;
    private final AtomicInteger opened = new AtomicInteger();

    TcpClient(Timeline time) {
        this.time = time;
    }

    /** @param network sends a packet and gives the answer */
    ConnectResult connect(Address source, Endpoint target, Duration timeout, Function<Packet, Optional<Packet>> network)
            throws InterruptedException {
        var local =
                new Endpoint(source, FIRST_EPHEMERAL_PORT + Math.floorMod(opened.getAndIncrement(), EPHEMERAL_PORTS));
        long deadline = time.millis() + timeout.toMillis();
        for (Duration wait = FIRST_RETRY; ; wait = wait.multipliedBy(2)) {
            Optional<Packet> answer = network.apply(Packet.tcp(local, target, Packet.SYN, SYN_BYTES));
            if (answer.isPresent()) {
                return (answer.get().tcpFlags() & Packet.RST) != 0
                        ? ConnectResult.REFUSED
                        : close(local, target, network);
            }
            long left = deadline - time.millis();
            time.sleep(Duration.ofMillis(Math.max(0, Math.min(left, wait.toMillis()))));
            if (left <= wait.toMillis()) {
                return ConnectResult.TIMED_OUT;
            }
        }
    }

    private static ConnectResult close(Endpoint local, Endpoint target, Function<Packet, Optional<Packet>> network) {
        network.apply(Packet.tcp(local, target, Packet.ACK, ACK_BYTES));
        network.apply(Packet.tcp(local, target, Packet.FIN + Packet.ACK, ACK_BYTES));
        network.apply(Packet.tcp(local, target, Packet.ACK, ACK_BYTES));
        return ConnectResult.CONNECTED;
    }
}
