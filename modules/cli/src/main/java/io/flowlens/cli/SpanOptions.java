package io.flowlens.cli;

import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A span of time, the same for every command that looks back. Which of a thing's times counts, the command says. */
public final class SpanOptions {

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = InstantConverter.class,
            order = 5,
            description = "Only since then: a time (2026-01-31T12:00:00Z), or how long ago (30s, 10m, 24h, 7d).")
    private Instant since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            converter = InstantConverter.class,
            order = 6,
            description = "Only before then (default: now).")
    private Instant until;

    /** Whether a beginning was given. */
    public boolean hasSince() {
        return since != null;
    }

    public boolean hasUntil() {
        return until != null;
    }

    /** The beginning; null without one. */
    public Instant since() {
        return since;
    }

    /** The end; now without one. */
    public Instant until() {
        return until == null ? Instant.now() : until;
    }

    /** Whether the moment lies in the span, which is open where nothing was given. */
    public boolean holds(long millis) {
        return (since == null || millis >= since.toEpochMilli()) && (until == null || millis < until.toEpochMilli());
    }

    /** @throws ParameterException when it ends before it begins */
    public void check(CommandSpec spec) {
        if (since != null && until != null && !since.isBefore(until)) {
            throw new ParameterException(
                    spec.commandLine(), "--since %s is not before --until %s".formatted(since, until));
        }
    }

    /** @throws ParameterException unless it has a beginning, and that before the end; an end alone means nothing */
    public void checkBounded(CommandSpec spec) {
        if (since == null && until != null) {
            throw new ParameterException(spec.commandLine(), "--until needs a --since before it");
        }
        check(spec);
    }
}
