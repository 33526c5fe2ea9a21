package io.flowlens.sandbox.network;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes as ping of iputils writes, which people and scripts read. */
final class PingText {
    private PingText() {}

    static String of(PingResult result) {
        Address target = result.target();
        String replies =
                result.replies().stream().map(reply -> line(target, reply)).collect(Collectors.joining());
        return "PING %s (%s) 56(84) bytes of data.\n".formatted(target, target)
                + replies
                + "\n--- %s ping statistics ---\n".formatted(target)
                + statistics(result)
                + roundTrips(result)
                + "\n";
    }

    private static String line(Address target, PingResult.Reply reply) {
        return "64 bytes from %s: icmp_seq=%d ttl=%d time=%s ms\n"
                .formatted(target, reply.sequence(), reply.ttl(), threeDigits(reply.micros()));
    }

    private static String statistics(PingResult result) {
        double lost = 100.0 * (result.transmitted() - result.received()) / result.transmitted();
        String percent = new BigDecimal(lost)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        return "%d packets transmitted, %d received, %s%% packet loss, time %dms\n"
                .formatted(
                        result.transmitted(),
                        result.received(),
                        percent,
                        result.time().toMillis());
    }

    private static String roundTrips(PingResult result) {
        if (result.replies().isEmpty()) {
            return "";
        }
        var millis = result.replies().stream()
                .mapToDouble(reply -> reply.micros() / 1000.0)
                .summaryStatistics();
        double variance = result.replies().stream()
                .mapToDouble(reply -> Math.pow(reply.micros() / 1000.0 - millis.getAverage(), 2))
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms\n",
                millis.getMin(),
                millis.getAverage(),
                millis.getMax(),
                Math.sqrt(variance));
    }

    /** ping gives three digits of a round trip, wherever the point is. */
    private static String threeDigits(long micros) {
        int decimals = micros < 1_000 ? 3 : micros < 9_995 ? 2 : micros < 99_950 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", micros / 1000.0);
    }
}
