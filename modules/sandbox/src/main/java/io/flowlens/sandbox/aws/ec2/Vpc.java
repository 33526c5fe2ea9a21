package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.network.VpcNetwork;

/** The one VPC, the region it is in, the network that carries its packets, and the tags of everything in it. */
record Vpc(String id, Region region, VpcNetwork network, Tags tags) {

    static final String CIDR = "172.31.0.0/16";

    String newId(ResourceType type) {
        return region.ids().resource(type.prefix());
    }

    String accountId() {
        return region.accountId();
    }

    String arn(ResourceType type, String id) {
        return region.arn("ec2", type.tagged() + "/" + id);
    }
}
