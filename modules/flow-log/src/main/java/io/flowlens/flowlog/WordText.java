package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;

/** The words of a field that knows only a few, of at most eight letters; a word's value is its index. */
final class WordText {

    static final WordText ACTIONS = new WordText("ACCEPT", "REJECT");
    static final WordText DIRECTIONS = new WordText("ingress", "egress");
    static final WordText STATUSES = new WordText("OK", "NODATA", "SKIPDATA");

    private final long[] words;

    private WordText(String... texts) {
        words = new long[texts.length];
        for (int i = 0; i < texts.length; i++) {
            byte[] text = texts[i].getBytes(StandardCharsets.US_ASCII);
            byte[] aligned = new byte[Long.BYTES];
            System.arraycopy(text, 0, aligned, Long.BYTES - text.length, text.length);
            words[i] = Swar.eightBytes(aligned, 0);
        }
    }

    /** The word's value, {@link Columns#ABSENT} for {@code -}, or {@link NumberText#INVALID}. */
    long read(byte[] text, int from, int to) {
        int count = to - from;
        if (count <= Long.BYTES) {
            int index = indexOf(Swar.eightBytes(text, from) << (64 - 8 * count));
            if (index >= 0) {
                return index;
            }
        }
        return count == 1 && text[from] == '-' ? Columns.ABSENT : NumberText.INVALID;
    }

    /** The index of the word whose letters are the upper bytes, the others being zero; -1 if there is none. */
    int indexOf(long letters) {
        for (int i = 0; i < words.length; i++) {
            if (words[i] == letters) {
                return i;
            }
        }
        return -1;
    }
}
