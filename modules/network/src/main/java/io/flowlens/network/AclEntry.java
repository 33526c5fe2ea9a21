package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;

/**
 * One numbered entry of a network ACL.
 *
 * @param number 1 to 32766, lowest first; {@link #LAST} for the final {@code *}
 * @param cidr the source of inbound, the destination of outbound traffic
 */
public record AclEntry(int number, boolean egress, boolean allow, Traffic traffic, Cidr cidr) implements Rule {

    /** The number the API gives the final {@code *}, which denies everything and cannot be removed. */
    public static final int LAST = 32_767;

    public AclEntry {
        if (number < 1 || number > LAST) {
            throw new IllegalArgumentException("ACL entry number %d is not in 1..%d".formatted(number, LAST));
        }
        requireNonNull(traffic, "traffic");
        requireNonNull(cidr, "cidr");
    }

    /** The number as the console shows it. */
    public static String numberText(int number) {
        return number == LAST ? "*" : Integer.toString(number);
    }

    @Override
    public String describe() {
        return "%s entry %s %s %s %s %s"
                .formatted(
                        egress ? "outbound" : "inbound",
                        numberText(number),
                        allow ? "allows" : "denies",
                        traffic,
                        egress ? "to" : "from",
                        cidr);
    }
}
