package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import java.util.ArrayList;
import java.util.List;

/** The group rules of one direction and protocol, laid out to be read in one go. */
final class RuleColumn {

    private final int[] v4;
    private final long[] v6;
    private final int[] referenceKeys;
    private final AddressRanges[] references;

    private RuleColumn(Builder rules) {
        v4 = rules.v4.stream().mapToInt(Integer::intValue).toArray();
        v6 = rules.v6.stream().mapToLong(Long::longValue).toArray();
        referenceKeys = rules.keys.stream().mapToInt(Integer::intValue).toArray();
        references = rules.references.toArray(new AddressRanges[0]);
    }

    boolean admits(long high, long low, int key) {
        return (Block.isV4(high, low) ? admitsV4((int) low, key) : admitsV6(high, low, key))
                || admitsReference(high, low, key);
    }

    private boolean admitsV4(int address, int key) {
        for (int i = 0; i < v4.length; i += 3) {
            if ((address & v4[i + 2]) == v4[i + 1] && Protocols.admits(v4[i], key)) {
                return true;
            }
        }
        return false;
    }

    private boolean admitsV6(long high, long low, int key) {
        for (int i = 0; i < v6.length; i += 5) {
            if ((high & v6[i + 3]) == v6[i + 1]
                    && (low & v6[i + 4]) == v6[i + 2]
                    && Protocols.admits((int) v6[i], key)) {
                return true;
            }
        }
        return false;
    }

    private boolean admitsReference(long high, long low, int key) {
        for (int i = 0; i < references.length; i++) {
            if (Protocols.admits(referenceKeys[i], key) && references[i].contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    static final class Builder {

        private final List<Integer> v4 = new ArrayList<>();
        private final List<Long> v6 = new ArrayList<>();
        private final List<Integer> keys = new ArrayList<>();
        private final List<AddressRanges> references = new ArrayList<>();

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

        RuleColumn build() {
            return new RuleColumn(this);
        }
    }
}
