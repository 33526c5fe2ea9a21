package io.flowlens.console.view;

import io.flowlens.topics.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Traffic minute by minute, oldest first.
 *
 * @param from the first minute's beginning, epoch milliseconds
 * @param step milliseconds from one to the next
 */
public record TrafficChart(long from, long step, Series accepted, Series rejected) {

    /** One number a minute. */
    public record Series(List<Long> flows, List<Long> packets, List<Long> bytes) {

        private static Series of(List<Counts> counts) {
            return new Series(each(counts, Counts::flows), each(counts, Counts::packets), each(counts, Counts::bytes));
        }

        private static List<Long> each(List<Counts> counts, ToLongFunction<Counts> number) {
            List<Long> numbers = new ArrayList<>();
            counts.forEach(count -> numbers.add(number.applyAsLong(count)));
            return numbers;
        }
    }

    static TrafficChart of(List<Minutes.Minute> minutes) {
        return new TrafficChart(
                minutes.get(0).at(),
                60_000,
                Series.of(minutes.stream().map(Minutes.Minute::accepted).toList()),
                Series.of(minutes.stream().map(Minutes.Minute::rejected).toList()));
    }
}
