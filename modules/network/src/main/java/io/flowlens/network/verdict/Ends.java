package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Instance;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names the ends of flows, by the addresses in the packet where the format records them. */
public final class Ends {

    private static final List<Cidr> NOT_PUBLIC = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "fc00::/7",
                    "fe80::/10")
            .map(Cidr::parse)
            .toList();

    private final Network network;
    /** Null when the inventory does not hold it. */
    private final NetworkInterface recorder;

    /** @param recorder the interface that recorded the flows, empty when the inventory does not hold it */
    public Ends(Network network, Optional<NetworkInterface> recorder) {
        this.network = network;
        this.recorder = recorder.orElse(null);
    }

    public End source(FlowRecord flow) {
        return end(flow.packetSource(), flow.source(), flow.text(Field.PKT_SRC_AWS_SERVICE));
    }

    public End destination(FlowRecord flow) {
        return end(flow.packetDestination(), flow.destination(), flow.text(Field.PKT_DST_AWS_SERVICE));
    }

    static boolean isPublic(IpAddress address) {
        for (Cidr block : NOT_PUBLIC) {
            if (block.contains(address)) {
                return false;
            }
        }
        return true;
    }

    private End end(IpAddress inPacket, IpAddress inRecord, String service) {
        IpAddress address = inPacket == null ? inRecord : inPacket;
        if (address == null) {
            return new End(End.Kind.PRIVATE, "", "", Optional.empty());
        }
        NetworkInterface holder = holder(address, inRecord);
        return holder == null ? unknown(address, service) : known(holder, address);
    }

    /** Who has the address, or has a container behind it; null when nobody is known to. */
    private NetworkInterface holder(IpAddress address, IpAddress inRecord) {
        if (isRecorders(address)) {
            return recorder;
        }
        String vpcId = recorder == null ? "" : recorder.vpcId();
        Optional<NetworkInterface> holder = network.holder(address, vpcId);
        if (holder.isPresent()) {
            return holder.get();
        }
        // A private address that no interface has, on the recorder's side: a container behind it.
        return !isPublic(address) && inRecord != null && isRecorders(inRecord) ? recorder : null;
    }

    private boolean isRecorders(IpAddress address) {
        return recorder != null && recorder.addresses().contains(address);
    }

    private End known(NetworkInterface holder, IpAddress address) {
        String instanceId = holder.attachment().instanceId();
        if (instanceId.isEmpty()) {
            String name = holder.name().isEmpty() ? holder.attachment().description() : holder.name();
            return new End(End.Kind.INTERFACE, holder.id(), name, Optional.of(address));
        }
        Optional<Instance> instance = network.find(Instance.class, instanceId);
        if (instance.isEmpty()) {
            return new End(End.Kind.INSTANCE, instanceId, "", Optional.of(address));
        }
        return new End(
                End.Kind.INSTANCE,
                instanceId,
                instance.get().name(),
                Optional.of(address),
                instance.get().autoScalingGroup());
    }

    private static End unknown(IpAddress address, String service) {
        if (service != null) {
            return new End(End.Kind.AWS_SERVICE, "", service, Optional.of(address));
        }
        End.Kind kind = isPublic(address) ? End.Kind.INTERNET : End.Kind.PRIVATE;
        return new End(kind, "", "", Optional.of(address));
    }
}
