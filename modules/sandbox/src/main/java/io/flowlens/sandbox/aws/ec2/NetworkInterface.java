package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.InterfaceConfig;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The primary network interface of an instance. */
final class NetworkInterface {

    private final String id;
    private final String attachmentId;
    private final Subnet subnet;
    private final String instanceId;
    private final Address privateAddress;
    private final String mac;
    private final Instant attached;
    private Address publicAddress;
    private List<String> groupIds;

    NetworkInterface(String id, String attachmentId, Subnet subnet, Address privateAddress, Attached to) {
        this.id = id;
        this.attachmentId = attachmentId;
        this.subnet = subnet;
        this.privateAddress = privateAddress;
        this.instanceId = to.instanceId();
        this.mac = to.mac();
        this.attached = to.at();
        this.groupIds = to.groupIds();
    }

    /** What an interface is attached to, and with what. */
    record Attached(String instanceId, List<String> groupIds, String mac, Instant at) {}

    String id() {
        return id;
    }

    String attachmentId() {
        return attachmentId;
    }

    Subnet subnet() {
        return subnet;
    }

    String instanceId() {
        return instanceId;
    }

    Address privateAddress() {
        return privateAddress;
    }

    String mac() {
        return mac;
    }

    Instant attached() {
        return attached;
    }

    /** The public address, null if there is none. */
    Address publicAddress() {
        return publicAddress;
    }

    void publicAddress(Address address) {
        publicAddress = address;
    }

    List<String> groupIds() {
        return groupIds;
    }

    void groupIds(List<String> ids) {
        groupIds = List.copyOf(ids);
    }

    InterfaceConfig config(String accountId) {
        return new InterfaceConfig(
                id, subnet.id(), accountId, instanceId, privateAddress, publicAddress, Set.copyOf(groupIds));
    }
}
