package io.flowlens.benchmarks.faults;

/** Flow log lines that tell their interface and their place, so that whoever reads one can check every byte of it. */
final class NumberedLines {

    static final int INTERFACES = 16;
    static final int NOT_OURS = -1;

    private static final String ID_START = "eni-0fa1100000000";
    private static final int NUMBER_COLUMN = 9;
    private static final long FIRST_START = 1_700_000_000L;

    private NumberedLines() {}

    static String interfaceId(int index) {
        return ID_START + (1000 + index);
    }

    /** The interface's index, or {@link #NOT_OURS}. */
    static int indexOf(String interfaceId) {
        for (int index = 0; index < INTERFACES; index++) {
            if (interfaceId(index).equals(interfaceId)) {
                return index;
            }
        }
        return NOT_OURS;
    }

    /** A line of the default format (version 2); its place is in the column {@code bytes}. */
    static String line(int index, int number) {
        long start = FIRST_START + number / 100;
        return "2 123456789012 " + interfaceId(index) + " 203.0.113." + (1 + number % 250) + " 10.0.0." + (10 + index)
                + ' ' + (1024 + number % 60_000) + " 443 6 1 " + number + ' ' + start + ' ' + (start + 60)
                + (number % 10 == 0 ? " REJECT OK" : " ACCEPT OK");
    }

    /** The place of a line of that interface, or {@link #NOT_OURS} when it is not what was written, byte by byte. */
    static int numberOf(int index, String line) {
        String[] columns = line.split(" ", -1);
        if (columns.length <= NUMBER_COLUMN) {
            return NOT_OURS;
        }
        try {
            int number = Integer.parseInt(columns[NUMBER_COLUMN]);
            return number >= 0 && line(index, number).equals(line) ? number : NOT_OURS;
        } catch (NumberFormatException e) {
            return NOT_OURS;
        }
    }
}
