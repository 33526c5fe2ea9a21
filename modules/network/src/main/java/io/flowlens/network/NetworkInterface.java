package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An elastic network interface: where flow logs record and where security groups act.
 *
 * @param account the owner's twelve digits, empty when not known
 * @param groupIds the security groups it carries; empty for NAT gateways and transit gateway attachments, which have
 *     none and are judged by network ACLs alone
 */
public record NetworkInterface(
        String id,
        String name,
        String account,
        String vpcId,
        String subnetId,
        Addresses addresses,
        List<String> groupIds,
        Attachment attachment)
        implements Resource {

    public NetworkInterface {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(account, "account");
        requireNonNull(vpcId, "vpcId");
        requireNonNull(subnetId, "subnetId");
        requireNonNull(addresses, "addresses");
        requireNonNull(attachment, "attachment");
        groupIds = List.copyOf(groupIds);
    }
}
