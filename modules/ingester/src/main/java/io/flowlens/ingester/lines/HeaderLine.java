package io.flowlens.ingester.lines;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first line of a file when it names the columns, {@code version account-id interface-id ...}. It belongs to the file
 * format, as the braces belong to JSON; what the columns hold is not looked at, but for the interface a line belongs to.
 */
final class HeaderLine {

    private static final String INTERFACE_ID = "interface-id";
    static final int LONGEST = 4_096;

    /** AWS's field names; those that count end in one digit. An id such as eni-0ab1 is none. */
    private static final Pattern NAMES = Pattern.compile("[a-z]+(-[a-z]+)*(-\\d)?( [a-z]+(-[a-z]+)*(-\\d)?)+");

    private HeaderLine() {}

    static boolean is(String line) {
        return NAMES.matcher(line).matches();
    }

    /** Which column says the interface, counted from 0; -1 when none does. Takes a LogFormat of {@code ${names}}, too. */
    static int interfaceColumn(String format) {
        List<String> names = Arrays.asList(format.replaceAll("[${}]", "").trim().split("\\s+"));
        return names.indexOf(INTERFACE_ID);
    }
}
