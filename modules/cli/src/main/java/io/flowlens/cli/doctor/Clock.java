package io.flowlens.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How far the clock of this machine is from another, which was read somewhere between two moments of ours. */
final class Clock {

    /** Beyond it AWS takes no signature (Signature Version 4), and brokers and topology have different ideas of now. */
    private static final Duration TOO_FAR = Duration.ofMinutes(5);
    /** Changes and flows are put in order by time; the inventory allows for less than this. */
    private static final Duration FAR = Duration.ofSeconds(5);

    private Clock() {}

    /**
     * The finding of one comparison.
     *
     * @param whose the other clock
     * @param accuracy of what was read from it
     */
    static Finding compare(
            String check, String whose, Instant before, Instant theirs, Instant after, Duration accuracy) {
        Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
        Duration ahead = Duration.between(theirs.plus(accuracy.dividedBy(2)), ours);
        double seconds = ahead.toMillis() / 1000.0;
        String detail = String.format(
                Locale.ROOT,
                "this machine is %.1f s %s %s",
                Math.abs(seconds),
                seconds < 0 ? "behind" : "ahead of",
                whose);
        String advice = "set the clock, and have it kept right (chrony, systemd-timesyncd)";
        if (ahead.abs().compareTo(TOO_FAR) >= 0) {
            return Finding.failed(check, detail + ": AWS refuses signatures this far off", advice);
        }
        if (ahead.abs().compareTo(FAR) >= 0) {
            return Finding.warning(check, detail + ": rules and flows may be put in the wrong order", advice);
        }
        return Finding.ok(check, detail);
    }
}
