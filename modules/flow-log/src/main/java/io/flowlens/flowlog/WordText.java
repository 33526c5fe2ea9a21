package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/** Reads the words of fields that know only a few, and any text up to the next blank. */
final class WordText {

    static final int OK = 0;
    static final int NODATA = 1;
    static final int SKIPDATA = 2;

    /** Each set of words, in the order of their values. */
    static final WordText ACTIONS = new WordText("ACCEPT", "REJECT");

    static final WordText DIRECTIONS = new WordText("ingress", "egress");
    static final WordText STATUSES = new WordText("OK", "NODATA", "SKIPDATA");

    private static final long DASH = '-';

    private final long[] words;

    private WordText(String... texts) {
        words = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            byte[] padded = new byte[Long.BYTES];
            byte[] text = texts[i].getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, padded, 0, text.length);
            words[i] = Swar.eightBytes(padded, 0);
        }
    }

    /** Where the text ends: at the next blank or control character. */
    static int endOf(byte[] text, int at) {
        int end = at;
        long blank = Swar.firstBlank(Swar.eightBytes(text, end));
        while (blank == 0) {
            end += Long.BYTES;
            blank = Swar.firstBlank(Swar.eightBytes(text, end));
        }
        return end + Swar.first(blank);
    }

    /** Where the word ends, or -1 if it is none of these; the value is its index, or absent for {@code -}. */
    int read(Columns columns, int at, int column) {
        long bytes = Swar.eightBytes(columns.text, at);
        int count = Swar.first(Swar.firstBlank(bytes));
        long word = count == Long.BYTES ? bytes : bytes & ((1L << (8 * count)) - 1);
        for (int i = 0; i < words.length; i++) {
            if (words[i] == word) {
                columns.values[column] = i;
                return at + count;
            }
        }
        columns.values[column] = Columns.ABSENT;
        return word == DASH ? at + 1 : -1;
    }
}
