package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/**
 * An IPv4 or IPv6 address as 128 bits, IPv4 as IPv4-mapped IPv6 ({@code ::ffff:a.b.c.d}). Ordered as unsigned numbers, so all
 * IPv4 addresses are next to each other.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {

    /**
     * Reads dotted decimal, or IPv6 as in RFC 4291, section 2.2. Names are never looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static IpAddress parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Columns columns = new Columns(1);
        columns.takeOrCopy(bytes, 0, bytes.length);
        columns.ends[0] = bytes.length;
        if (columns.isAbsent(0) || !new AddressText().read(columns, 0)) {
            throw new IllegalArgumentException("not an IP address: '%s'".formatted(text));
        }
        return new IpAddress(columns.highs[0], columns.values[0]);
    }

    public boolean isV4() {
        return isV4(high, low);
    }

    static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    @Override
    public int compareTo(IpAddress other) {
        int upper = Long.compareUnsigned(high, other.high);
        return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal, or IPv6 as in RFC 5952: lower case, the first of the longest runs of zeros as {@code ::}. */
    @Override
    public String toString() {
        return isV4() ? dotted() : colons();
    }

    private String dotted() {
        return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
    }

    private String colons() {
        int zerosAt = longestZeros();
        int zerosEnd = zerosAt + zerosFrom(zerosAt);
        var text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == zerosAt && zerosEnd - zerosAt > 1) {
                text.append("::");
                i = zerosEnd - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int longestZeros() {
        int longest = 0;
        for (int i = 1; i < 8; i++) {
            longest = zerosFrom(i) > zerosFrom(longest) ? i : longest;
        }
        return longest;
    }

    private int zerosFrom(int group) {
        int end = group;
        while (end < 8 && group(end) == 0) {
            end++;
        }
        return end - group;
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 16 * (3 - (index & 3))) & 0xFFFF;
    }
}
