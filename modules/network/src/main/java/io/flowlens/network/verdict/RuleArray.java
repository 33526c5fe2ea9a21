package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import java.util.ArrayList;
import java.util.List;

/**
 * Group rules of one direction in flat arrays, protocol after protocol: a look at a flow touches little memory, which is
 * what it costs when thousands of interfaces take turns. Each array begins with where its protocols begin.
 */
final class RuleArray {

    private static final int V4_WORDS = 3;
    private static final int V6_WORDS = 5;

    private final int[] v4;
    private final long[] v6;
    private final int[] referenceKeys;
    private final AddressRanges[] references;

    private RuleArray(Builder rules) {
        v4 = rules.v4();
        v6 = rules.v6();
        referenceKeys = rules.referenceKeys();
        references = rules.references();
    }

    boolean admits(int slot, long high, long low, int key) {
        return (Block.isV4(high, low) ? admitsV4(slot, (int) low, key) : admitsV6(slot, high, low, key))
                || admitsReference(slot, high, low, key);
    }

    private boolean admitsV4(int slot, int address, int key) {
        int end = v4[slot + 1];
        for (int i = v4[slot]; i < end; i += V4_WORDS) {
            if ((address & v4[i + 2]) == v4[i + 1] && Protocols.admits(v4[i], key)) {
                return true;
            }
        }
        return false;
    }

    private boolean admitsV6(int slot, long high, long low, int key) {
        long end = v6[slot + 1];
        for (int i = (int) v6[slot]; i < end; i += V6_WORDS) {
            if ((high & v6[i + 3]) == v6[i + 1]
                    && (low & v6[i + 4]) == v6[i + 2]
                    && Protocols.admits((int) v6[i], key)) {
                return true;
            }
        }
        return false;
    }

    private boolean admitsReference(int slot, long high, long low, int key) {
        int end = referenceKeys[slot + 1];
        for (int i = referenceKeys[slot]; i < end; i++) {
            if (Protocols.admits(referenceKeys[i], key) && references[i - Protocols.SLOTS - 1].contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    /** Collects rules; to be filled protocol by protocol, in the order of the slots. */
    static final class Builder {

        private final int[] v4Begins = new int[Protocols.SLOTS + 1];
        private final int[] v6Begins = new int[Protocols.SLOTS + 1];
        private final int[] referencesBegin = new int[Protocols.SLOTS + 1];
        private final List<Integer> v4 = new ArrayList<>();
        private final List<Long> v6 = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();
        private final List<AddressRanges> references = new ArrayList<>();

        /** Begins a protocol; one past the last ends it. */
        void begin(int slot) {
            v4Begins[slot] = v4Begins.length + v4.size();
            v6Begins[slot] = v6Begins.length + v6.size();
            referencesBegin[slot] = referencesBegin.length + keys.size();
        }

        void add(int keysAdmitted, Cidr cidr) {
            Block block = Block.of(cidr);
            if (block.v4()) {
                v4.addAll(List.of(keysAdmitted, (int) block.low(), (int) block.lowMask()));
            } else {
                v6.addAll(List.of((long) keysAdmitted, block.high(), block.low(), block.highMask(), block.lowMask()));
            }
        }

        void add(int keysAdmitted, AddressRanges addresses) {
            keys.add(keysAdmitted);
            references.add(addresses);
        }

        RuleArray build() {
            begin(Protocols.SLOTS);
            return new RuleArray(this);
        }

        private int[] v4() {
            return withBegins(v4Begins, v4);
        }

        private long[] v6() {
            long[] words = new long[v6Begins.length + v6.size()];
            for (int i = 0; i < words.length; i++) {
                words[i] = i < v6Begins.length ? v6Begins[i] : v6.get(i - v6Begins.length);
            }
            return words;
        }

        private int[] referenceKeys() {
            return withBegins(referencesBegin, keys);
        }

        private AddressRanges[] references() {
            return references.toArray(new AddressRanges[0]);
        }

        private static int[] withBegins(int[] begins, List<Integer> values) {
            int[] words = new int[begins.length + values.size()];
            for (int i = 0; i < words.length; i++) {
                words[i] = i < begins.length ? begins[i] : values.get(i - begins.length);
            }
            return words;
        }
    }
}
