package io.flowlens.cli;

import io.flowlens.ingester.source.Start;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code oldest}, {@code latest}, a time, or how long ago. */
final class StartConverter implements ITypeConverter<Start> {

    @Override
    public Start convert(String text) {
        if (text.equalsIgnoreCase("oldest")) {
            return new Start.Oldest();
        }
        if (text.equalsIgnoreCase("latest")) {
            return new Start.Latest();
        }
        try {
            return new Start.At(text.matches("\\d+[smhd]") ? Instant.now().minus(ago(text)) : Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is neither oldest nor latest, nor a time such as 2026-01-31T12:00:00Z, nor a span such as 24h");
        }
    }

    private static Duration ago(String text) {
        String iso = text.endsWith("d") ? "P" + text : "PT" + text;
        return Duration.parse(iso.toUpperCase(Locale.ROOT));
    }
}
