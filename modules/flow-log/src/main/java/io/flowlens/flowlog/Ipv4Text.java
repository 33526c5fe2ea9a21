package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads dotted decimal: four octets of one to three digits, up to 255, without leading zeros.
 *
 * <p>An octet is moved to the top of a word together with the dot behind it, and that word looks up the one octet whose text it
 * can be. To compare both texts checks the digits, their number, the range, leading zeros and the dot at once.
 */
final class Ipv4Text {

    /** The bits of an IPv4-mapped address above those of IPv4. */
    static final long MAPPED = 0xFFFF_0000_0000L;

    private static final int REFUSED = -1;

    /** The greatest is eight more: where no blank is among the eight bytes, it must be behind them. */
    private static final int LEAST_LENGTH = "0.0.0.0".length();

    private static final long DOT_AND_BLANK = dotAnd(' ');
    private static final int OCTETS = 256;
    private static final int OCTET_BITS = 8;
    private static final int INDEX_BITS = 10;

    /**
     * Makes the upper ten bits of the product differ for every octet: they are 100 * hundreds + 10 * tens + ones, and something
     * that depends on how many digits there are and whether the last is odd.
     */
    private static final long HASH = (100L << 16 | 10 << 8 | 1) << (Long.SIZE - INDEX_BITS - 48);

    /** The text of an octet and its dot, the dot uppermost, and in the lowest byte its value. */
    private static final long[] KNOWN = known();

    private Ipv4Text() {}

    private static long[] known() {
        long[] known = new long[1 << INDEX_BITS];
        for (int octet = OCTETS - 1; octet >= 0; octet--) {
            byte[] text = "%8s".formatted(octet + ".").replace(' ', '\0').getBytes(StandardCharsets.US_ASCII);
            long word = Swar.eightBytes(text, 0);
            if (octet == OCTETS - 1) {
                Arrays.fill(known, word | octet); // where no octet leads to, any one will do: the texts differ
            }
            known[index(word)] = word | octet;
        }
        return known;
    }

    private static int index(long word) {
        return (int) (word * HASH >>> (Long.SIZE - INDEX_BITS));
    }

    /** The octet whose text and dot this is, or something that has other bits, too. */
    private static long octet(long word) {
        return word ^ KNOWN[index(word)];
    }

    /** Whether this is an address, then stored in this column as IPv4-mapped IPv6. */
    static boolean readWhole(byte[] text, int from, int to, long[] values, int column) {
        return read(text, from, dotAnd(text[to]), values, column) == to - from;
    }

    /**
     * Stores the address that begins here as IPv4-mapped IPv6, and answers how long its text is; a negative number if it is no
     * address, or not this is behind it ({@link #dotAnd}), which must be less than a digit.
     */
    static int read(byte[] text, int from, long dotAndSeparator, long[] values, int column) {
        long bytes = Swar.eightBytes(text, from);
        long stops = Swar.lessThanDigits(bytes);
        int dot = Long.numberOfTrailingZeros(stops);
        int end = Long.numberOfTrailingZeros(stops & (stops - 1));
        int middle = (end >>> 3) + 1;
        long first = octet(bytes << ~dot);
        long second = octet((bytes & ~upToFirst(stops)) << ~end);
        bytes = Swar.eightBytes(text, from + middle);
        stops = Swar.lessThanDigits(bytes);
        dot = Long.numberOfTrailingZeros(stops);
        end = Long.numberOfTrailingZeros(stops & (stops - 1));
        long third = octet(bytes << ~dot);
        long fourth = octet((bytes & ~upToFirst(stops)) << ~end ^ dotAndSeparator);
        if ((first | second | third | fourth) >>> OCTET_BITS != 0) {
            return REFUSED;
        }
        values[column] = MAPPED | first << 24 | second << 16 | third << 8 | fourth;
        return middle + (end >>> 3);
    }

    /**
     * As {@link #read}, and a blank must be behind the address. Where it ends is guessed by the first blank before its octets are
     * looked at: the processor need not wait for these to go on with what follows. The octets then tell whether the guess was
     * right.
     */
    static int readBeforeBlank(byte[] text, int from, long[] values, int column) {
        long blanks = Swar.blanks(Swar.eightBytes(text, from + LEAST_LENGTH));
        int length = LEAST_LENGTH + (Long.numberOfTrailingZeros(blanks) >>> 3);
        return read(text, from, DOT_AND_BLANK, values, column) == length ? length : REFUSED;
    }

    /** What to give as the separator: it makes a dot of it, so that the last octet can be looked up, too. */
    static long dotAnd(int separator) {
        return (long) ('.' ^ separator) << 56;
    }

    private static long upToFirst(long marks) {
        return marks ^ (marks - 1);
    }
}
