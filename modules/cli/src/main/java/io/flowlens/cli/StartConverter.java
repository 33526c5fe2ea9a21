package io.flowlens.cli;

import io.flowlens.ingester.source.Start;
import java.time.DateTimeException;
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
            return new Start.At(InstantConverter.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is neither oldest nor latest, nor a time such as 2026-01-31T12:00:00Z, nor a span such as 24h");
        }
    }
}
