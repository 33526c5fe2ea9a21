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

    private final List<FlowLogParser> candidates = Stream.concat(
                    Stream.of(Format.TRANSIT_GATEWAY),
                    IntStream.rangeClosed(2, NEWEST).mapToObj(Format::upTo).distinct())
            .map(FlowLogParser::new)
            .toList();

    /** The one format the line can be of, or whose header it is; empty if there is none, or more than one. */
    public Optional<Format> guess(byte[] text, int from, int to) {
        Optional<Format> header = Format.ofHeader(new String(text, from, to - from, StandardCharsets.UTF_8));
        if (header.isPresent()) {
            return header;
        }
        List<Format> fitting = candidates.stream()
                .filter(candidate -> fits(candidate, text, from, to))
                .map(candidate -> candidate.record().format())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private static boolean fits(FlowLogParser candidate, byte[] text, int from, int to) {
        return candidate.parse(text, from, to).isRecord() && isPlausible(candidate.record());
    }

    /** What the types of columns alone do not tell: a version, an interface and a window that are as AWS would write them. */
    private static boolean isPlausible(FlowRecord record) {
        String interfaceId = record.interfaceId();
        return record.number(Field.VERSION) == highestVersion(record.format())
                && (interfaceId == null || interfaceId.startsWith("eni-"))
                && record.startSeconds() <= record.endSeconds()
                && (!record.has(Field.BYTES) || record.packets() <= record.bytes());
    }

    private static int highestVersion(Format format) {
        return format.columns().stream()
                .flatMap(name -> Field.named(name).stream())
                .mapToInt(Field::version)
                .max()
                .orElse(0);
    }
}
