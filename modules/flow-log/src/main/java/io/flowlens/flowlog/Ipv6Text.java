package io.flowlens.flowlog;

/** Reads the text forms of RFC 4291, section 2.2: eight groups, one run of zeros as {@code ::}, an IPv4 tail; no zone. */
final class Ipv6Text {

    private static final int GROUPS = 8;
    private static final int GROUP_DIGITS = 4;
    private static final int NO_GAP = -1;

    private long high;
    private long low;
    private int groups;
    private int gap;

    /** Where the address ends, or -1 if there is none. The text must have a blank after it. */
    int read(byte[] text, int at) {
        high = 0;
        low = 0;
        groups = 0;
        gap = NO_GAP;
        int next = at;
        if (text[next] == ':' && text[next + 1] == ':') {
            gap = 0;
            next += 2;
        }
        return closeGap(readGroups(text, next));
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private int readGroups(byte[] text, int at) {
        int next = at;
        while (true) {
            int digits = countDigits(text, next);
            if (text[next + digits] == '.') {
                return readIpv4(text, next);
            }
            if (digits == 0) {
                return gap == groups && text[next - 1] == ':' ? next : -1;
            }
            if (digits > GROUP_DIGITS || groups == GROUPS) {
                return -1;
            }
            append(hexNumber(text, next, digits));
            next += digits;
            if (text[next] != ':') {
                return next;
            }
            next++;
            if (text[next] == ':') {
                if (gap != NO_GAP) {
                    return -1;
                }
                gap = groups;
                next++;
            }
        }
    }

    private int readIpv4(byte[] text, int at) {
        long found = Ipv4Text.read(text, at);
        if (found < 0 || groups > GROUPS - 2 || groups == 0 && gap == NO_GAP) {
            return -1;
        }
        append((int) (Ipv4Text.address(found) >>> 16));
        append((int) Ipv4Text.address(found) & 0xFFFF);
        return at + Ipv4Text.length(found);
    }

    private void append(int group) {
        high = high << 16 | low >>> 48;
        low = low << 16 | group;
        groups++;
    }

    /** Moves the groups before the gap up to where they belong. */
    private int closeGap(int end) {
        if (gap == NO_GAP) {
            return groups == GROUPS ? end : -1;
        }
        if (groups == GROUPS) {
            return -1;
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
        return end;
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
