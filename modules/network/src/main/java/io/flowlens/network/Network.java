package io.flowlens.network;

import io.flowlens.flowlog.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The network as it was at one moment, read from the history at each call. */
public final class Network {

    private final NetworkHistory history;
    private final long millis;

    Network(NetworkHistory history, long millis) {
        this.history = history;
        this.millis = millis;
    }

    /** The resource of that kind and id, if it existed. */
    public <R extends Resource> Optional<R> find(Class<R> kind, String id) {
        Resource state = history.timeline(id).inForceAt(millis);
        return kind.isInstance(state) ? Optional.of(kind.cast(state)) : Optional.empty();
    }

    /** Every resource of that kind, by id. */
    public <R extends Resource> List<R> all(Class<R> kind) {
        return states(kind, history.ids().stream()).toList();
    }

    /** The interfaces that held the address; several when VPCs reuse it. */
    public List<NetworkInterface> holders(IpAddress address) {
        var holders = new ArrayList<NetworkInterface>(1);
        for (String id : history.holders(address).ids()) {
            if (history.timeline(id).inForceAt(millis) instanceof NetworkInterface holder
                    && holder.addresses().contains(address)) {
                holders.add(holder);
            }
        }
        return holders;
    }

    /** The interface that held the address: the one in that VPC first, or else the only one anywhere. */
    public Optional<NetworkInterface> holder(IpAddress address, String vpcId) {
        List<NetworkInterface> holders = holders(address);
        for (NetworkInterface holder : holders) {
            if (holder.vpcId().equals(vpcId)) {
                return Optional.of(holder);
            }
        }
        return holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty();
    }

    /** The interfaces that carried the group: what a reference to the group stands for. */
    public List<NetworkInterface> members(String groupId) {
        return states(NetworkInterface.class, history.members(groupId).ids().stream())
                .filter(member -> member.groupIds().contains(groupId))
                .toList();
    }

    /** The ACL of the subnet: every subnet has exactly one, so empty means that it was not seen. */
    public Optional<NetworkAcl> aclOf(String subnetId) {
        return states(NetworkAcl.class, history.acls(subnetId).ids().stream())
                .filter(acl -> acl.subnetIds().contains(subnetId))
                .max(Comparator.comparingLong(
                        acl -> history.timeline(acl.id()).spanAt(millis, 0).from()));
    }

    private <R extends Resource> Stream<R> states(Class<R> kind, Stream<String> ids) {
        return ids.map(id -> find(kind, id)).flatMap(Optional::stream);
    }
}
