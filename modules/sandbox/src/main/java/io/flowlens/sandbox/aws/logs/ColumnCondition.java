package io.flowlens.sandbox.aws.logs;

import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a column's value must meet: comparisons of the column, joined by {@code &&} and {@code ||}. */
interface ColumnCondition extends Predicate<String> {

    /** @param cell the column's name alone, or comparisons that all start with it */
    static ColumnCondition of(String name, String cell) {
        if (cell.equals(name)) {
            return value -> true;
        }
        Predicate<String> any = value -> false;
        for (String alternative : cell.split("\\|\\|")) {
            Predicate<String> all = value -> true;
            for (String comparison : alternative.split("&&")) {
                all = all.and(comparison(name, comparison.strip()));
            }
            any = any.or(all);
        }
        return any::test;
    }

    private static Predicate<String> comparison(String name, String text) {
        Matcher parts = Pattern.compile("^" + Pattern.quote(name) + "\\s*(!=|<=|>=|=|<|>)\\s*(?:\"([^\"]*)\"|(\\S+))$")
                .matcher(text);
        if (!parts.find()) {
            throw FilterPattern.invalid();
        }
        String operand = parts.group(2) == null ? parts.group(3) : parts.group(2);
        return switch (parts.group(1)) {
            case "=" -> equal(operand);
            case "!=" -> equal(operand).negate();
            case "<" -> value -> compare(value, operand, sign -> sign < 0);
            case "<=" -> value -> compare(value, operand, sign -> sign <= 0);
            case ">" -> value -> compare(value, operand, sign -> sign > 0);
            default -> value -> compare(value, operand, sign -> sign >= 0);
        };
    }

    private static Predicate<String> equal(String operand) {
        StringBuilder regex = new StringBuilder();
        for (String literal : operand.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
    }

    private static boolean compare(String value, String operand, Predicate<Integer> holds) {
        try {
            return holds.test(new BigDecimal(value).compareTo(new BigDecimal(operand)));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
