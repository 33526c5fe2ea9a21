package io.flowlens.cli.look;

/** Ports from one to another, both included. */
record PortRange(int from, int to) {

    private static final int HIGHEST = 65_535;

    PortRange {
        if (from < 0 || to > HIGHEST || from > to) {
            throw new IllegalArgumentException(
                    "ports are 0 to %d, from low to high: not %d-%d".formatted(HIGHEST, from, to));
        }
    }

    /** Reads {@code 443} or {@code 8000-8099}. */
    static PortRange parse(String text) {
        if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    "'%s' is no port, such as 443, nor ports, such as 8000-8099".formatted(text));
        }
        int dash = text.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        return new PortRange(from, dash < 0 ? from : Integer.parseInt(text.substring(dash + 1)));
    }

    boolean contains(Integer port) {
        return port != null && port >= from && port <= to;
    }
}
