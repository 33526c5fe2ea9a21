package io.flowlens.ingester.logs;

/**
 * A place in a log group. The group is read in sweeps: each takes the events that were ingested after {@code since} and
 * not after {@code until}, by event time. All times are epoch milliseconds.
 *
 * <p>So every event belongs to exactly one sweep, however late it comes, and nothing but this place has to be remembered.
 *
 * @param timestamp event time of the last event read; -1 when the sweep has just begun
 * @param index how many events of that very time were before it in the group, all sweeps' counted
 */
record SweepPlace(long since, long until, long timestamp, int index) {

    private static final int TIME_DIGITS = 14;
    private static final int INDEX_DIGITS = 9;

    static SweepPlace beginning(long since, long until) {
        return new SweepPlace(since, until, -1, -1);
    }

    SweepPlace at(long eventTimestamp, int eventIndex) {
        return new SweepPlace(since, until, eventTimestamp, eventIndex);
    }

    boolean covers(long ingested) {
        return ingested > since && ingested <= until;
    }

    boolean isBehind(long eventTimestamp, int eventIndex) {
        return eventTimestamp > timestamp || eventTimestamp == timestamp && eventIndex > index;
    }

    /** A number that grows from event to event and from sweep to sweep. */
    String sequenceNumber() {
        return "1" + digits(until, TIME_DIGITS) + digits(since, TIME_DIGITS) + digits(timestamp, TIME_DIGITS)
                + digits(index, INDEX_DIGITS);
    }

    static SweepPlace of(String sequenceNumber) {
        return new SweepPlace(
                number(sequenceNumber, 1 + TIME_DIGITS, TIME_DIGITS),
                number(sequenceNumber, 1, TIME_DIGITS),
                number(sequenceNumber, 1 + 2 * TIME_DIGITS, TIME_DIGITS),
                (int) number(sequenceNumber, 1 + 3 * TIME_DIGITS, INDEX_DIGITS));
    }

    private static String digits(long number, int count) {
        return ("%0" + count + "d").formatted(number);
    }

    private static long number(String digits, int from, int count) {
        return Long.parseLong(digits.substring(from, from + count));
    }
}
