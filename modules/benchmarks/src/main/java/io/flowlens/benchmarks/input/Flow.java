package io.flowlens.benchmarks.input;

/**
 * What an interface saw.
 *
 * @param nic number of the interface in its {@link Estate}
 * @param egress whether the interface sent it
 * @param start Unix seconds
 */
public record Flow(
        int nic,
        int protocol,
        Endpoint source,
        Endpoint destination,
        int packets,
        long start,
        boolean egress,
        boolean rejected) {

    public static final int WINDOW_SECONDS = 60;

    public long bytes() {
        return packets * 840L + source.port() % 700;
    }

    public long end() {
        return start + WINDOW_SECONDS - packets % 7;
    }

    /** What the other way carries: the same window, requests and answers alike many. */
    Flow reply() {
        return new Flow(nic, protocol, destination, source, packets, start, !egress, rejected);
    }
}
