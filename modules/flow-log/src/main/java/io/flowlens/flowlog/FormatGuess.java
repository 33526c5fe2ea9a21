package io.flowlens.flowlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the format of a line when nothing names it: among the default format, the default of transit gateways, and all fields up
 * to some version in the order of AWS's table. It believes a line only if every column fits and the version is the one AWS would
 * write; for any other order of columns there is no answer. Not thread-safe.
 */
public final class FormatGuess {

    private static final int NEWEST = 11;

    /** @param version what AWS writes into a line of the format: the highest among its fields */
    private record Candidate(FlowLogParser parser, int version) {

        Candidate(Format format) {
            this(new FlowLogParser(format), highestVersion(format));
        }

        boolean fits(byte[] text, int from, int to) {
            return parser.parse(text, from, to).isRecord() && isPlausible();
        }

        /** What the types of columns alone do not tell: a version, an interface and a window that are as AWS would write them. */
        boolean isPlausible() {
            FlowRecord record = parser.record();
            String interfaceId = record.interfaceId();
            return record.number(Field.VERSION) == version
                    && (interfaceId == null || interfaceId.startsWith("eni-"))
                    && record.startSeconds() <= record.endSeconds()
                    && (!record.has(Field.BYTES) || record.packets() <= record.bytes());
        }
    }

    private final List<Candidate> candidates = Stream.concat(
                    IntStream.rangeClosed(2, NEWEST).mapToObj(Format::upTo).distinct(),
                    Stream.of(Format.TRANSIT_GATEWAY))
            .map(Candidate::new)
            .toList();

    /** What the last line was of: most likely the next one is, too. No two candidates have as many columns. */
    private Candidate likely = candidates.get(0);

    private int lineEnd;

    /** The one format the line can be of, or whose header it is; empty if there is none, or more than one. */
    public Optional<Format> guess(byte[] text, int from, int to) {
        Optional<Format> header = Format.ofHeader(new String(text, from, to - from, StandardCharsets.UTF_8));
        return header.isPresent()
                ? header
                : fitting(text, from, to)
                        .map(candidate -> candidate.parser().record().format());
    }

    /**
     * Reads a line in the one format it can be of. {@link Outcome#BAD_FIELD}, too, when its columns would fit and what stands in
     * them is not what AWS would write: it is of another format that nobody named.
     */
    public Outcome parse(byte[] text, int from, int to) {
        Outcome outcome = likely.parser().parse(text, from, to);
        if (outcome.isRecord() && likely.isPlausible()) {
            return outcome;
        }
        if (outcome == Outcome.EMPTY || outcome == Outcome.HEADER || outcome == Outcome.TOO_LONG) {
            return outcome;
        }
        Optional<Candidate> other = fitting(text, from, to);
        if (other.isEmpty()) {
            return outcome.isRecord() ? Outcome.BAD_FIELD : outcome;
        }
        likely = other.get();
        return likely.parser().parse(text, from, to);
    }

    /**
     * As {@link #parse}, of the line that begins at {@code from} and ends before its line feed, or before {@code to} if it has none
     * before: {@link #lineEnd} then tells.
     */
    public Outcome parseLine(byte[] text, int from, int to) {
        Outcome outcome = likely.parser().parseLine(text, from, to);
        lineEnd = likely.parser().lineEnd();
        return outcome.isRecord() && likely.isPlausible() ? outcome : parse(text, from, lineEnd);
    }

    /** Where the line ended that {@link #parseLine} read last: its line feed, or the end of the text. */
    public int lineEnd() {
        return lineEnd;
    }

    /** The line that {@link #parse} or {@link #parseLine} read last, if it was a record; valid until the next one. */
    public FlowRecord record() {
        return likely.parser().record();
    }

    private Optional<Candidate> fitting(byte[] text, int from, int to) {
        List<Candidate> fitting = candidates.stream()
                .filter(candidate -> candidate.fits(text, from, to))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static int highestVersion(Format format) {
        return format.columns().stream()
                .flatMap(name -> Field.named(name).stream())
                .mapToInt(Field::version)
                .max()
                .orElse(0);
    }
}
