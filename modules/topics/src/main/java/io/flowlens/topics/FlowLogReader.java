package io.flowlens.topics;

import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.FormatGuess;
import io.flowlens.flowlog.Outcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the lines of a batch in the formats it may be written in.
 *
 * <p>Several flow logs of different formats may write to one log group. A line that fits exactly one of them is read in
 * that one; a line that fits two is refused rather than read wrongly. Where nobody names a format, the shape of a line tells
 * among AWS's usual ones ({@link FormatGuess}). Not thread-safe.
 */
public final class FlowLogReader {

    /** Bounds the parsers kept: an account has few formats, and a forged header must not grow memory. */
    private static final int MAX_PARSERS = 64;

    private final BatchFormats formats;
    private final Map<Format, FlowLogParser> parsers = new HashMap<>();
    private final FormatGuess guess = new FormatGuess();
    private List<Format> last = List.of();

    /** Hears of each line, in order. */
    public interface Visitor {

        /** @param record valid until this returns */
        void record(Outcome outcome, FlowRecord record);

        /** @param reason why the line is no record, from a closed set */
        default void unreadable(String reason, byte[] line) {}
    }

    /** @param inventory names the formats that a log group is written in */
    public FlowLogReader(Inventory inventory) {
        this.formats = new BatchFormats(inventory);
    }

    /** Whether the inventory has learnt of flow logs by which the batch read last is to be read again. */
    public boolean knowsBetter(FlowLogHeaders headers) {
        return !formats.of(headers).equals(last);
    }

    /** Reads one record of {@code vpc.flow-logs}; never throws for what stands in it. */
    public void read(FlowLogHeaders headers, byte[] batch, Visitor visitor) {
        last = formats.of(headers);
        List<FlowLogParser> candidates = parsers(last);
        int from = 0;
        while (from < batch.length && candidates.size() == 1) {
            from = readLine(candidates.get(0), batch, from, visitor) + 1;
        }
        while (from < batch.length && candidates.isEmpty() && !BatchFormats.isNamed(headers)) {
            from = readByShape(batch, from, visitor) + 1;
        }
        while (from < batch.length) {
            int to = FlowLogParser.endOfLine(batch, from, batch.length);
            if (candidates.isEmpty()) {
                visitor.unreadable("unknown-format", Arrays.copyOfRange(batch, from, to));
            } else {
                readAmong(candidates, batch, from, to, visitor);
            }
            from = to + 1;
        }
    }

    /** Answers where the line ends that begins here. */
    private int readByShape(byte[] batch, int from, Visitor visitor) {
        Outcome outcome = guess.parseLine(batch, from, batch.length);
        int to = guess.lineEnd();
        if (outcome.isRecord()) {
            visitor.record(outcome, guess.record());
        } else {
            visitor.unreadable(reason(outcome), Arrays.copyOfRange(batch, from, to));
        }
        return to;
    }

    /** Answers where the line ends that begins here. */
    private static int readLine(FlowLogParser parser, byte[] batch, int from, Visitor visitor) {
        Outcome outcome = parser.parseLine(batch, from, batch.length);
        int to = parser.lineEnd();
        if (outcome.isRecord()) {
            visitor.record(outcome, parser.record());
        } else {
            visitor.unreadable(reason(outcome), Arrays.copyOfRange(batch, from, to));
        }
        return to;
    }

    private static void readAmong(List<FlowLogParser> candidates, byte[] batch, int from, int to, Visitor visitor) {
        FlowLogParser fits = null;
        for (FlowLogParser parser : candidates) {
            if (parser.parse(batch, from, to).isRecord()) {
                if (fits != null) {
                    visitor.unreadable("ambiguous-format", Arrays.copyOfRange(batch, from, to));
                    return;
                }
                fits = parser;
            }
        }
        readLine(fits == null ? candidates.get(0) : fits, batch, from, visitor);
    }

    private List<FlowLogParser> parsers(List<Format> all) {
        return switch (all.size()) { // mostly one or none, and asked once a batch
            case 0 -> List.of();
            case 1 -> List.of(parser(all.get(0)));
            default -> all.stream().map(this::parser).toList();
        };
    }

    private FlowLogParser parser(Format format) {
        if (parsers.size() >= MAX_PARSERS && !parsers.containsKey(format)) {
            parsers.clear();
        }
        return parsers.computeIfAbsent(format, FlowLogParser::new);
    }

    private static String reason(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
