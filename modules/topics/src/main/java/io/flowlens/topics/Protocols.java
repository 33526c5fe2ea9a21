package io.flowlens.topics;

/** Protocols as the topics name them: by word where there is a common one, by IANA number otherwise. */
public final class Protocols {

    private static final String[] NUMBERS = new String[256];

    static {
        for (int number = 0; number < NUMBERS.length; number++) {
            NUMBERS[number] = Integer.toString(number);
        }
        NUMBERS[1] = "icmp";
        NUMBERS[6] = "tcp";
        NUMBERS[17] = "udp";
        NUMBERS[58] = "icmpv6";
    }

    private Protocols() {}

    /** The name of an IANA protocol number; {@code any} for what is none. Allocates nothing. */
    public static String name(int number) {
        return number >= 0 && number < NUMBERS.length ? NUMBERS[number] : "any";
    }

    /**
     * The number that AWS means by {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all.
     *
     * @throws NumberFormatException when it is none of these
     */
    public static int number(String name) {
        return switch (name) {
            case "tcp" -> 6;
            case "udp" -> 17;
            case "icmp" -> 1;
            case "icmpv6" -> 58;
            default -> Integer.parseInt(name);
        };
    }
}
