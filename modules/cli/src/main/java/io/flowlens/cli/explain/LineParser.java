package io.flowlens.cli.explain;

import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.FormatGuess;
import io.flowlens.flowlog.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lines whose format may change: a header names that of the lines below it, the caller that of the lines before
 * any header, and failing both the shape of a line tells, since several flow logs may write to one log group.
 */
final class LineParser {

    /** Headers are text like any other: made-up ones must not fill the memory. */
    private static final int MAX_FORMATS = 64;

    private final FormatGuess guess = new FormatGuess();
    private final Map<Format, FlowLogParser> parsers = new HashMap<>();
    private boolean named;
    private FlowLogParser parser;

    /** @param given the format of the lines before any header, if the caller knows it */
    LineParser(Optional<Format> given) {
        named = given.isPresent();
        use(given.orElse(Format.DEFAULT));
    }

    Outcome parse(byte[] text, int from, int to) {
        Outcome outcome = parser.parse(text, from, to);
        if (outcome == Outcome.HEADER) {
            Format.ofHeader(new String(text, from, to - from, StandardCharsets.UTF_8))
                    .ifPresent(this::use);
            named = true;
        } else if (!named && (outcome == Outcome.FIELD_COUNT || outcome == Outcome.BAD_FIELD)) {
            Optional<Format> shape = guess.guess(text, from, to);
            if (shape.isPresent()) {
                use(shape.get());
                return parser.parse(text, from, to);
            }
        }
        return outcome;
    }

    /** The line parsed last, if it was a record; valid until the next one. */
    FlowRecord record() {
        return parser.record();
    }

    /** Whether a header or the caller named the format. */
    boolean isNamed() {
        return named;
    }

    private void use(Format format) {
        if (parsers.size() >= MAX_FORMATS && !parsers.containsKey(format)) {
            parsers.clear();
        }
        parser = parsers.computeIfAbsent(format, FlowLogParser::new);
    }
}
