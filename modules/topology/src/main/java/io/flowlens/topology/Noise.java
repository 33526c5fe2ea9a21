package io.flowlens.topology;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.topics.Alert.Summary;
import io.flowlens.topics.Protocols;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one interface has rejected, in a fixed amount of memory whatever arrives: who knocked most often, at what, and who
 * tries one thing after the other. Some 1 kB an interface when stored.
 */
final class Noise {

    /** The most that {@link #toBytes} needs. */
    static final int MOST_BYTES = 1 + 2 * TopCounts.MOST_BYTES + Scanners.MOST_BYTES;

    private static final int TOP = 5;

    /** Begins what is stored. What does not begin so was stored by an older version. */
    private static final byte FORMAT = 1;

    private final TopCounts sources;
    private final TopCounts services;
    private final Scanners scanners;

    Noise() {
        this(new TopCounts(), new TopCounts(), new Scanners());
    }

    private Noise(TopCounts sources, TopCounts services, Scanners scanners) {
        this.sources = sources;
        this.services = services;
        this.scanners = scanners;
    }

    /**
     * One knocked.
     *
     * @param high of its address
     * @param low of its address
     * @param protocol IANA number
     * @param port -1 where the protocol has none
     */
    void count(long high, long low, int protocol, int port) {
        sources.add(high, low);
        services.add(protocol, 1 + port);
    }

    Scanners scanners() {
        return scanners;
    }

    Summary summary() {
        return new Summary(
                sources.top(TOP, (high, low) -> new IpAddress(high, low).toString()),
                services.top(TOP, Noise::service));
    }

    private static String service(long protocol, long portAndOne) {
        String name = Protocols.name((int) protocol);
        return portAndOne == 0 ? name : name + "/" + (portAndOne - 1);
    }

    /** @param scratch room for {@link #MOST_BYTES} */
    byte[] toBytes(ByteBuffer scratch) {
        scratch.clear().put(FORMAT);
        sources.writeTo(scratch);
        services.writeTo(scratch);
        scanners.writeTo(scratch);
        return Arrays.copyOf(scratch.array(), scratch.position());
    }

    /** What an older version stored is not known any more: a summary and no more begins anew. */
    static Noise of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return in.get() == FORMAT
                ? new Noise(TopCounts.readFrom(in), TopCounts.readFrom(in), Scanners.readFrom(in))
                : new Noise();
    }
}
