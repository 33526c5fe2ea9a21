package io.flowlens.flowlog;

/** Reads addresses of both families; an IPv4 address is stored as IPv4-mapped IPv6. Not thread-safe. */
final class AddressText {

    private static final long MAPPED = 0xFFFF_0000_0000L;

    private final Ipv6Text ipv6 = new Ipv6Text();

    /** Where the address ends, or -1 if it is none; {@code -} counts as one, its value is {@code ::}. */
    int read(Columns columns, int at, int column) {
        long ipv4 = Ipv4Text.read(columns.text, at);
        if (ipv4 < 0) {
            return readOther(columns, at, column);
        }
        columns.highs[column] = 0;
        columns.values[column] = MAPPED | Ipv4Text.address(ipv4);
        return at + Ipv4Text.length(ipv4);
    }

    private int readOther(Columns columns, int at, int column) {
        int end = ipv6.read(columns.text, at);
        if (end < 0 && columns.text[at] == '-') {
            columns.highs[column] = 0;
            columns.values[column] = 0;
            return at + 1;
        }
        columns.highs[column] = ipv6.high();
        columns.values[column] = ipv6.low();
        return end;
    }
}
