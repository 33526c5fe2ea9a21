package io.flowlens.sandbox.network;

/**
 * A subnet.
 *
 * @param azId zone as flow logs name it, such as {@code use1-az1}
 * @param aclId the one network ACL of the subnet
 */
public record SubnetConfig(String id, String vpcId, String azId, Cidr cidr, String aclId) {}
