package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;
import java.util.List;

/** A subnet: the reach within which network ACLs are not asked. */
public record Subnet(String id, String name, String vpcId, String availabilityZone, List<Cidr> cidrs)
        implements Resource {

    public Subnet {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(availabilityZone, "availabilityZone");
        cidrs = List.copyOf(cidrs);
    }
}
