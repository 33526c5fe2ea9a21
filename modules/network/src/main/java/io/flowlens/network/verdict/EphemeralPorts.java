package io.flowlens.network.verdict;

/**
 * The ports replies go to (AWS VPC user guide, "Ephemeral ports").
 *
 * @param from first port
 * @param to last port
 */
record EphemeralPorts(int from, int to) {

    /** Linux since 2.6 begins here, Windows since 2008 above it. */
    private static final int USUAL_FIRST = 32_768;

    /** Load balancers, NAT gateways and Lambda functions begin here. */
    private static final int WIDE_FIRST = 1_024;

    private static final int LAST = 65_535;

    /** The usual range a port belongs to; the port alone when it is no ephemeral one. */
    static EphemeralPorts of(int port) {
        if (port >= USUAL_FIRST) {
            return new EphemeralPorts(USUAL_FIRST, LAST);
        }
        return port >= WIDE_FIRST ? new EphemeralPorts(WIDE_FIRST, LAST) : new EphemeralPorts(port, port);
    }

    static boolean isUsual(int port) {
        return port >= USUAL_FIRST;
    }

    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
