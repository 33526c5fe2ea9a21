package io.flowlens.sandbox.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses written as RFC 5952 asks: lower case, the longest run of two or more zero groups as {@code ::}. */
final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    static String v6(BigInteger value) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = value.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff;
        }
        int longest = 1;
        int from = -1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > longest) {
                longest = zeros;
                from = i;
            }
        }
        return from < 0
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, from) + "::" + joined(groups, from + longest, GROUPS);
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String joined(int[] groups, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(Integer.toHexString(groups[i]));
        }
        return String.join(":", texts);
    }
}
