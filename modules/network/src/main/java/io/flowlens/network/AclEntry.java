package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;

/**
 * One numbered entry of a network ACL.
 *
 * @param number 1 to 32766, lowest first; {@link #LAST} for the final {@code *} of either address family
 * @param cidr the source of inbound, the destination of outbound traffic
 */
public record AclEntry(int number, boolean egress, boolean allow, Traffic traffic, Cidr cidr) implements Rule {

    /** The number the API gives the final {@code *}, which denies everything and cannot be removed. */
    public static final int LAST = 32_767;

    /** What the API gives the final {@code *} for IPv6, in the ACLs of a VPC that has IPv6 addresses. */
    private static final int LAST_V6 = 32_768;

    public AclEntry {
        number = number == LAST_V6 ? LAST : number;
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
