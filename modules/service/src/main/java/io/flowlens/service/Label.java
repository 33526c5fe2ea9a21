package io.flowlens.service;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A label of a meter, with all the values it can have.
 *
 * @param name as Prometheus shows it
 * @param values the closed set; empty when only their number is bounded
 * @param bound for an empty set: what bounds the number of values, in words; else null
 */
public record Label(String name, List<String> values, String bound) {

    /** What a value is shown as that is not in the set, so that a slip cannot open it. */
    public static final String OTHER = "other";

    public Label {
        values = List.copyOf(values);
        if (values.isEmpty() == (bound == null)) {
            throw new IllegalArgumentException("label %s needs a set of values or a bound".formatted(name));
        }
    }

    public static Label of(String name, String... values) {
        return new Label(name, List.of(values), null);
    }

    /** The constants of an enum as {@code text} writes them. */
    public static <E> Label of(String name, E[] constants, Function<E, String> text) {
        return new Label(name, Arrays.stream(constants).map(text).toList(), null);
    }

    /** The constants of an enum in lower case, with hyphens. */
    public static Label ofWords(String name, Enum<?>... constants) {
        return of(name, constants, Label::word);
    }

    /**
     * A label whose values nobody can list, and whose number is bounded all the same. An exception: every use has to be
     * listed, with its reason, in the test that walks all meters.
     */
    public static Label bounded(String name, String bound) {
        return new Label(name, List.of(), bound);
    }

    /** A constant as it stands in a label. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String shown(String value) {
        return values.isEmpty() || values.contains(value) ? value : OTHER;
    }
}
