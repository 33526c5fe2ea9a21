package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.network.Address;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Public addresses for instances, from 198.18.0.0/15: set apart for tests (RFC 2544), so they are nobody's. */
final class PublicAddresses {

    private static final Address FIRST = Address.parse("198.18.0.1");
    private static final int COUNT = (1 << 17) - 2;

    private final Set<Address> used = new HashSet<>();

    /** @param random draws a number below its argument */
    Address take(IntUnaryOperator random) {
        while (true) {
            Address address = FIRST.plus(random.applyAsInt(COUNT));
            if (used.add(address)) {
                return address;
            }
        }
    }

    void release(Address address) {
        used.remove(address);
    }
}
