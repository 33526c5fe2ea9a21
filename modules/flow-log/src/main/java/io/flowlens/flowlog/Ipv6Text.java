package io.flowlens.flowlog;

/** Reads the text forms of RFC 4291, section 2.2: eight groups, one run of zeros as {@code ::}, an IPv4 tail; no zone. */
final class Ipv6Text {

    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;
    private static final int NO_GAP = -1;

    private final long[] ipv4 = new long[1];
    private long high;
    private long low;
    private int groups;
    private int gap;

    /** Whether this is an address, which {@link #high} and {@link #low} then are. A blank must follow it. */
    boolean read(byte[] text, int from, int to) {
        high = 0;
        low = 0;
        groups = 0;
        gap = NO_GAP;
        int next = from;
        if (text[next] == ':' && text[next + 1] == ':') {
            gap = 0;
            next += 2;
        }
        return readGroups(text, next, to) && closeGap();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private boolean readGroups(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int digits = countDigits(text, at);
            if (text[at + digits] == '.') {
                return readIpv4(text, at, to);
            }
            if (digits == 0 || digits > GROUP_DIGITS || groups == GROUPS) {
                return false;
            }
            append(hexNumber(text, at, digits));
            at += digits;
            if (at == to) {
                return true;
            }
            if (text[at] != ':' || at + 1 == to) {
                return false;
            }
            at++;
            if (text[at] == ':') {
                if (gap != NO_GAP) {
                    return false;
                }
                gap = groups;
                at++;
            }
        }
        return gap == groups;
    }

    private boolean readIpv4(byte[] text, int from, int to) {
        if (!Ipv4Text.readWhole(text, from, to, ipv4, 0) || groups > GROUPS - 2 || groups == 0 && gap == NO_GAP) {
            return false;
        }
        append((int) (ipv4[0] >>> 16) & 0xFFFF);
        append((int) ipv4[0] & 0xFFFF);
        return true;
    }

    private void append(int group) {
        high = high << 16 | low >>> 48;
        low = low << 16 | group;
        groups++;
    }

    /** Moves the groups before the gap up to where they belong. */
    private boolean closeGap() {
        if (gap == NO_GAP || groups == GROUPS) {
            return gap == NO_GAP && groups == GROUPS;
        }
        int after = groups - gap;
        long highAfter = after > 4 ? high & lowest(16 * (after - 4)) : 0;
        long lowAfter = after >= 4 ? low : low & lowest(16 * after);
        high ^= highAfter;
        low ^= lowAfter;
        for (int missing = GROUPS - groups; missing > 0; missing--) {
            append(0);
        }
        high |= highAfter;
        low |= lowAfter;
        return true;
    }

    private static long lowest(int bits) {
        return (1L << bits) - 1;
    }

    private static int countDigits(byte[] text, int at) {
        int count = 0;
        while (count <= GROUP_DIGITS && Character.digit(text[at + count], 16) >= 0) {
            count++;
        }
        return count;
    }

    private static int hexNumber(byte[] text, int at, int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            number = number << 4 | Character.digit(text[at + i], 16);
        }
        return number;
    }
}
