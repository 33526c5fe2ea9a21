package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Tells the line of column names at the top of an S3 object from data; data costs no allocation. */
final class Header {

    private static final byte[][] NAMES = Arrays.stream(Field.values())
            .map(field -> field.awsName().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private Header() {}

    /** The format this line is the header of; empty if it is none. */
    static Optional<Format> read(byte[] text, int from, int to) {
        if (!isLikely(text, from, to)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Format.of(new String(text, from, to - from, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name twice, or far too many
        }
    }

    /** Whether all words of the line look like names of fields and at least half of them are known. */
    private static boolean isLikely(byte[] text, int from, int to) {
        int balance = 0;
        int at = from;
        while (at < to) {
            int end = endOfWord(text, at, to);
            if (end > at) {
                if (!isName(text, at, end)) {
                    return false;
                }
                balance += isKnown(text, at, end) ? 1 : -1;
            }
            at = end + 1;
        }
        return balance >= 0 && to > from;
    }

    /** Whether this is lower case letters, digits and inner hyphens after a letter. */
    static boolean isName(byte[] text, int from, int to) {
        if (from == to || !isLetter(text[from]) || text[to - 1] == '-') {
            return false;
        }
        for (int at = from; at < to; at++) {
            byte c = text[at];
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static int endOfWord(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ' ') {
            at++;
        }
        return at;
    }

    private static boolean isKnown(byte[] text, int from, int to) {
        for (byte[] name : NAMES) {
            if (name[0] == text[from] && Arrays.equals(name, 0, name.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z';
    }
}
