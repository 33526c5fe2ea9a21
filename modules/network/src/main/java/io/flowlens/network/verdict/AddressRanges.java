package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A set of addresses that is asked often: sorted ranges without overlap, found by bisection. */
final class AddressRanges {

    static final AddressRanges NONE = of(List.of());

    private static final int WORDS = 4;

    /** Four words for each range: the first address, the last address. The families are apart: ::/0 holds no IPv4. */
    private final long[] v4;

    private final long[] v6;

    private AddressRanges(Collection<Cidr> cidrs) {
        v4 = bounds(cidrs.stream().filter(cidr -> cidr.network().isV4()));
        v6 = bounds(cidrs.stream().filter(cidr -> !cidr.network().isV4()));
    }

    static AddressRanges of(Collection<Cidr> cidrs) {
        return new AddressRanges(cidrs);
    }

    boolean contains(long high, long low) {
        long[] bounds = Block.isV4(high, low) ? v4 : v6;
        int from = 0;
        int to = bounds.length / WORDS - 1;
        if (to > 0 && compare(high, low, bounds[bounds.length - 2], bounds[bounds.length - 1]) > 0) {
            return false; // strangers mostly lie above what is private
        }
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int at = middle * WORDS;
            if (compare(high, low, bounds[at], bounds[at + 1]) < 0) {
                to = middle - 1;
            } else if (compare(high, low, bounds[at + 2], bounds[at + 3]) > 0) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** The same addresses, however they were written down. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRanges ranges && Arrays.equals(v4, ranges.v4) && Arrays.equals(v6, ranges.v6);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(v4) + Arrays.hashCode(v6);
    }

    private static long[] bounds(Stream<Cidr> cidrs) {
        List<Range> ranges =
                cidrs.map(Range::of).sorted(Comparator.comparing(Range::first)).toList();
        var merged = new ArrayList<Range>();
        for (Range range : ranges) {
            Range previous = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (previous != null && previous.reaches(range.first())) {
                merged.set(merged.size() - 1, previous.upTo(range.last()));
            } else {
                merged.add(range);
            }
        }
        return merged.stream().flatMapToLong(Range::words).toArray();
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh ? Long.compareUnsigned(low, otherLow) : Long.compareUnsigned(high, otherHigh);
    }

    private record Range(IpAddress first, IpAddress last) {

        static Range of(Cidr cidr) {
            Block block = Block.of(cidr);
            IpAddress first = cidr.network();
            return new Range(first, new IpAddress(first.high() | ~block.highMask(), first.low() | ~block.lowMask()));
        }

        LongStream words() {
            return LongStream.of(first.high(), first.low(), last.high(), last.low());
        }

        /** Whether there is no address between the two. */
        boolean reaches(IpAddress next) {
            return last.compareTo(next) >= 0 || (last.high() == next.high() && last.low() + 1 == next.low());
        }

        Range upTo(IpAddress end) {
            return new Range(first, end.compareTo(last) > 0 ? end : last);
        }
    }
}
