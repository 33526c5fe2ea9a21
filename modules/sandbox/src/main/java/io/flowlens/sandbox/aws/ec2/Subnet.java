package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.Cidr;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** A subnet: its block, the addresses in use, and the one network ACL it has. */
final class Subnet {

    /** AWS keeps the first four addresses and the last of each subnet to itself. */
    private static final int FIRST_FREE = 4;

    private final String id;
    private final String zone;
    private final Cidr cidr;
    private final Set<Address> used = new HashSet<>();
    private String aclId;
    private String aclAssociationId;

    Subnet(String id, String zone, Cidr cidr) {
        this.id = id;
        this.zone = zone;
        this.cidr = cidr;
    }

    String id() {
        return id;
    }

    String zone() {
        return zone;
    }

    Cidr cidr() {
        return cidr;
    }

    String aclId() {
        return aclId;
    }

    String aclAssociationId() {
        return aclAssociationId;
    }

    void associate(String associationId, String newAclId) {
        aclAssociationId = associationId;
        aclId = newAclId;
    }

    int free() {
        return size() - FIRST_FREE - 1 - used.size();
    }

    private int size() {
        return 1 << (cidr.network().bits() - cidr.prefixLength());
    }

    /** Takes a free address; {@code random} draws a number below its argument. The subnet must have one. */
    Address takeAny(IntUnaryOperator random) {
        while (true) {
            Address address = cidr.network().plus(FIRST_FREE + random.applyAsInt(size() - FIRST_FREE - 1));
            if (used.add(address)) {
                return address;
            }
        }
    }

    /** Takes a given address; false if it is not to be had. */
    boolean take(Address address) {
        boolean ours = cidr.contains(address)
                && address.compareTo(cidr.network().plus(FIRST_FREE)) >= 0
                && address.compareTo(cidr.network().plus(size() - 1L)) < 0;
        return ours && used.add(address);
    }

    void release(Address address) {
        used.remove(address);
    }
}
