package io.flowlens.console.view;

import io.flowlens.service.Label;
import io.flowlens.topics.Alert;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which alerts, in which order.
 *
 * @param state null for all, as with kind and severity
 * @param noise whether strangers who were kept out are among them; they are when their kind is asked for
 * @param text that has to stand in the row, in any case; empty for all
 * @param limit how many rows are answered at most
 */
public record AlertQuery(
        Alert.State state,
        Alert.Kind kind,
        Alert.Severity severity,
        boolean noise,
        String text,
        Sort sort,
        boolean down,
        int limit) {

    static final int USUAL_LIMIT = 100;
    static final int MAX_LIMIT = 5_000;
    private static final int MAX_TEXT = 200;

    /** What a list may be sorted by; of equals the one seen last comes first. */
    public enum Sort {
        /** Most urgent first. */
        SEVERITY(Comparator.comparing(AlertRow::severity).reversed()),
        SUBJECT(Comparator.comparing(AlertRow::subject)),
        SINCE(Comparator.comparingLong(AlertRow::since)),
        SEEN(Comparator.comparingLong(AlertRow::lastSeen)),
        FLOWS(Comparator.comparingLong(AlertRow::flows));

        private final Comparator<AlertRow> order;

        Sort(Comparator<AlertRow> order) {
            this.order = order;
        }
    }

    /** @throws IllegalArgumentException when a parameter is none that is known */
    public static AlertQuery of(Map<String, String> parameters) {
        String sort = parameters.getOrDefault("sort", "-severity");
        boolean down = sort.startsWith("-");
        int limit = number(parameters.getOrDefault("limit", String.valueOf(USUAL_LIMIT)));
        String text = parameters.getOrDefault("q", "").toLowerCase(Locale.ROOT);
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("q is longer than " + MAX_TEXT);
        }
        Alert.Kind kind = constant(parameters, "kind", Alert.Kind.values());
        return new AlertQuery(
                constant(parameters, "state", Alert.State.values()),
                kind,
                constant(parameters, "severity", Alert.Severity.values()),
                parameters.containsKey("noise") || kind == Alert.Kind.INTERNET_REJECTED,
                text,
                constant("sort", down ? sort.substring(1) : sort, Sort.values()),
                down,
                Math.max(1, Math.min(limit, MAX_LIMIT)));
    }

    boolean fits(AlertRow row) {
        return (state == null || row.state() == state)
                && (kind == null || row.kind() == kind)
                && (severity == null || row.severity() == severity)
                && (text.isEmpty() || words(row).toLowerCase(Locale.ROOT).contains(text));
    }

    Comparator<AlertRow> order() {
        Comparator<AlertRow> order = down ? sort.order.reversed() : sort.order;
        return order.thenComparing(Comparator.comparingLong(AlertRow::lastSeen).reversed())
                .thenComparing(AlertRow::fingerprint);
    }

    private static String words(AlertRow row) {
        return row.fingerprint() + ' ' + row.subject() + ' ' + row.kind().text() + ' ' + row.code() + ' ' + row.why();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("limit is no number: '" + text + "'", e);
        }
    }

    private static <E extends Enum<E>> E constant(Map<String, String> parameters, String name, E[] constants) {
        String word = parameters.getOrDefault(name, "");
        return word.isEmpty() ? null : constant(name, word, constants);
    }

    private static <E extends Enum<E>> E constant(String name, String word, E[] constants) {
        Function<E, String> text = Label::word;
        return Arrays.stream(constants)
                .filter(constant -> text.apply(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s is none of %s: '%s'"
                        .formatted(
                                name, List.of(constants).stream().map(text).collect(Collectors.joining(", ")), word)));
    }
}
