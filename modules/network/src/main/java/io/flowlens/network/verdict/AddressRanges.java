package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of addresses that is asked often: sorted ranges without overlap, found by bisection. */
final class AddressRanges {

    static final AddressRanges NONE = of(List.of());

    private final IpAddress[] first;
    private final IpAddress[] last;

    private AddressRanges(List<Range> ranges) {
        first = ranges.stream().map(Range::first).toArray(IpAddress[]::new);
        last = ranges.stream().map(Range::last).toArray(IpAddress[]::new);
    }

    static AddressRanges of(Collection<Cidr> cidrs) {
        List<Range> ranges = cidrs.stream()
                .map(Range::of)
                .sorted(Comparator.comparing(Range::first))
                .toList();
        var merged = new ArrayList<Range>();
        for (Range range : ranges) {
            Range previous = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (previous != null && previous.last().compareTo(range.first()) >= 0) {
                merged.set(merged.size() - 1, previous.upTo(range.last()));
            } else {
                merged.add(range);
            }
        }
        return new AddressRanges(merged);
    }

    boolean contains(long high, long low) {
        int from = 0;
        int to = first.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (isBelow(high, low, first[middle])) {
                to = middle - 1;
            } else if (isAbove(high, low, last[middle])) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(long high, long low, IpAddress bound) {
        return high == bound.high()
                ? Long.compareUnsigned(low, bound.low()) < 0
                : Long.compareUnsigned(high, bound.high()) < 0;
    }

    private static boolean isAbove(long high, long low, IpAddress bound) {
        return high == bound.high()
                ? Long.compareUnsigned(low, bound.low()) > 0
                : Long.compareUnsigned(high, bound.high()) > 0;
    }

    private record Range(IpAddress first, IpAddress last) {

        static Range of(Cidr cidr) {
            Block block = Block.of(cidr);
            IpAddress first = cidr.network();
            return new Range(first, new IpAddress(first.high() | ~block.highMask(), first.low() | ~block.lowMask()));
        }

        Range upTo(IpAddress end) {
            return new Range(first, end.compareTo(last) > 0 ? end : last);
        }
    }
}
