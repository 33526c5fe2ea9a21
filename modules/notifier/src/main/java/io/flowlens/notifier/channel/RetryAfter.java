package io.flowlens.notifier.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long a receiver asks to be left alone: seconds, or a date. */
final class RetryAfter {

    /** A receiver that asks for more is asked again all the same: people wait for the message. */
    static final Duration MOST = Duration.ofMinutes(15);

    private RetryAfter() {}

    /** Never fails: what is missing or odd is zero. */
    static Duration of(String header) {
        if (header == null) {
            return Duration.ZERO;
        }
        try {
            Duration asked = header.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(Instant.now(), date(header.strip()));
            return asked.isNegative() ? Duration.ZERO : asked.compareTo(MOST) > 0 ? MOST : asked;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}
