package io.flowlens.cli;

import io.flowlens.network.verdict.BlastRadius;
import java.util.stream.Collectors;

/** What else a fix would have let in, in words. */
public final class AlsoAdmits {

    private AlsoAdmits() {}

    /** {@code 3 of 17 other rejected flows: 10.0.1.7 -> 10.0.2.9 tcp/5432 at eni-0a (3)}. */
    public static String sentence(BlastRadius radius) {
        if (radius.asked() == 0) {
            return "nothing: no other flow was rejected";
        }
        String found = radius.admitted() == 0 ? "none" : String.valueOf(radius.admitted());
        String maybe = radius.possible() == 0 ? "" : ", and perhaps " + radius.possible() + " more";
        String flows = radius.asked() == 1 ? "the one other rejected flow" : "the %d other rejected flows";
        return (found + " of " + flows).formatted(radius.asked()) + maybe + named(radius);
    }

    private static String named(BlastRadius radius) {
        if (radius.named().isEmpty()) {
            return "";
        }
        long told = radius.named().values().stream().mapToLong(Long::longValue).sum();
        String first = radius.named().entrySet().stream()
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                .collect(Collectors.joining(", "));
        return ": " + first + (told < radius.admitted() + radius.possible() ? ", ..." : "");
    }
}
