package io.flowlens.flowlog;

/** Reads addresses of both families; an IPv4 address is stored as IPv4-mapped IPv6. Not thread-safe. */
final class AddressText {

    private final Ipv6Text ipv6 = new Ipv6Text();

    /** Stores the address in this column; false if it is none. {@code -} is stored as {@code ::}. */
    boolean read(Columns columns, int column) {
        if (!Ipv4Text.readWhole(columns.text, columns.starts[column], columns.ends[column], columns.values, column)) {
            return readOther(columns, column);
        }
        columns.highs[column] = 0;
        return true;
    }

    private boolean readOther(Columns columns, int column) {
        boolean absent = columns.isAbsent(column);
        boolean valid = !absent && ipv6.read(columns.text, columns.starts[column], columns.ends[column]);
        columns.highs[column] = absent ? 0 : ipv6.high();
        columns.values[column] = absent ? 0 : ipv6.low();
        return valid || absent;
    }
}
