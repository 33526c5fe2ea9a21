package io.flowlens.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a recording is played.
 *
 * @param factor of the pace at which its records arrived; infinite for as fast as it goes
 */
public record Speed(double factor) {

    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)x");

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed must be more than nothing, not " + factor);
        }
    }

    /** @throws IllegalArgumentException unless it is {@code max}, or {@code 1x}, {@code 60x}, {@code 0.5x} */
    public static Speed parse(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        Matcher times = TIMES.matcher(text);
        if (!times.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no speed: max, 1x, 60x");
        }
        return new Speed(Double.parseDouble(times.group(1)));
    }

    /** How long after the first record one is due that arrived {@code millis} after it. */
    long nanosUntil(long millis) {
        return (long) (Math.max(0, millis) * 1e6 / factor);
    }
}
