package io.flowlens.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time, such as {@code 2026-01-31T12:00:00Z}, or how long ago: {@code 30s}, {@code 10m}, {@code 24h}, {@code 7d}. */
public final class InstantConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'%s' is neither a time such as 2026-01-31T12:00:00Z nor a span such as 24h".formatted(text));
        }
    }

    /** @throws DateTimeException when it is neither, and ArithmeticException when it is before all time */
    static Instant parse(String text) {
        return text.matches("\\d+[smhd]") ? Instant.now().minus(ago(text)) : Instant.parse(text);
    }

    private static Duration ago(String text) {
        String iso = text.endsWith("d") ? "P" + text : "PT" + text;
        return Duration.parse(iso.toUpperCase(Locale.ROOT));
    }
}
