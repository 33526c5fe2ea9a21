package io.flowlens.sandbox.network;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The background noise of the internet: strangers trying the public addresses of the network, one probe at a time.
 * They come from the blocks that RFC 5737 keeps for documentation.
 */
public final class Scanners implements AutoCloseable {
    /** About what a public address gets to see. */
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(2);

    private static final List<Address> SOURCES =
            List.of(Address.parse("192.0.2.0"), Address.parse("198.51.100.0"), Address.parse("203.0.113.0"));
    private static final int[] TCP_PORTS = {22, 23, 80, 443, 445, 1433, 3306, 3389, 5432, 5900, 6379, 8080, 8443, 9200};
    private static final int[] UDP_PORTS = {53, 123, 161, 1900, 5060};
    private static final int SYN_BYTES = 44;
    private static final int UDP_BYTES = 64;
    private static final int PING_BYTES = 84;

    private final Router router;
    private final Random random;
    private Future<?> probing;

    Scanners(Router router, long seed) {
        this.router = router;
        this.random = new Random(seed);
    }

    /** Probes from now on, as often as this on average. */
    synchronized void start(ScheduledExecutorService threads, Duration interval) {
        probing = threads.scheduleWithFixedDelay(
                this::probe, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends one probe to one public address, if there is any. */
    synchronized void probe() {
        List<Address> targets = router.layout().publicAddresses().keySet().stream()
                .filter(Address::isV4)
                .toList();
        if (!targets.isEmpty()) {
            router.sendFromInternet(probe(targets.get(random.nextInt(targets.size()))));
        }
    }

    private Packet probe(Address target) {
        Address stranger = SOURCES.get(random.nextInt(SOURCES.size())).plus(1 + random.nextInt(254));
        int kind = random.nextInt(100);
        if (kind < 10) {
            return Packet.echo(stranger, target, random.nextInt(0x10000), PING_BYTES);
        }
        var from = new Endpoint(stranger, 1024 + random.nextInt(64_512));
        return kind < 25
                ? Packet.udp(from, new Endpoint(target, any(UDP_PORTS)), UDP_BYTES)
                : Packet.tcp(from, new Endpoint(target, any(TCP_PORTS)), Packet.SYN, SYN_BYTES);
    }

    private int any(int[] ports) {
        return ports[random.nextInt(ports.length)];
    }

    /** Sends them away; a probe under way ends first. */
    @Override
    public synchronized void close() {
        if (probing != null) {
            probing.cancel(false);
        }
    }
}
