package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.network.VpcNetwork;

/** The one VPC, the region it is in, the network that carries its packets, and the tags of everything in it. */
record Vpc(String id, Region region, VpcNetwork network, Tags tags) {

    static final String CIDR = "172.31.0.0/16";

    static Vpc create(Region region, VpcNetwork network) {
        String id = region.ids().resource(ResourceType.VPC.prefix());
        Tags tags = new Tags();
        tags.admit(id);
        return new Vpc(id, region, network, tags);
    }

    /** The id of a new resource, which can be tagged from now on. */
    String newId(ResourceType type) {
        String id = region.ids().resource(type.prefix());
        tags.admit(id);
        return id;
    }

    String accountId() {
        return region.accountId();
    }

    String arn(ResourceType type, String id) {
        return region.arn("ec2", type.tagged() + "/" + id);
    }
}
