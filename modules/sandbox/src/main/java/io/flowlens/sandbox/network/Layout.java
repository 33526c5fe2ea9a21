package io.flowlens.sandbox.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The network as configured at one moment; immutable. Every interface is in a known subnet and every subnet has a known
 * ACL, so a packet never meets a hole. A group that is not known allows nothing.
 */
public final class Layout {
    public static final Layout EMPTY = new Layout(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private final Map<String, SubnetConfig> subnets;
    private final Map<String, InterfaceConfig> interfaces;
    private final Map<String, InstanceConfig> instances;
    private final Map<String, GroupConfig> groups;
    private final Map<String, AclConfig> acls;
    private final Map<Home, InterfaceConfig> byPrivateAddress = new HashMap<>();
    private final Map<Address, InterfaceConfig> byPublicAddress = new TreeMap<>();

    /** Two VPCs may use the same private addresses. */
    private record Home(String vpcId, Address address) {}

    private Layout(
            Map<String, SubnetConfig> subnets,
            Map<String, InterfaceConfig> interfaces,
            Map<String, InstanceConfig> instances,
            Map<String, GroupConfig> groups,
            Map<String, AclConfig> acls) {
        this.subnets = subnets;
        this.interfaces = interfaces;
        this.instances = instances;
        this.groups = groups;
        this.acls = acls;
        subnets.values().forEach(subnet -> require(acls, subnet.aclId(), subnet.id()));
        interfaces.values().forEach(this::index);
    }

    private void index(InterfaceConfig config) {
        require(subnets, config.subnetId(), config.id());
        byPrivateAddress.put(new Home(vpcOf(config), config.privateAddress()), config);
        if (config.publicAddress() != null) {
            byPublicAddress.put(config.publicAddress(), config);
        }
    }

    private static void require(Map<String, ?> known, String id, String wantedBy) {
        if (!known.containsKey(id)) {
            throw new IllegalArgumentException("%s uses %s, which the network does not have".formatted(wantedBy, id));
        }
    }

    public Layout with(SubnetConfig config) {
        return new Layout(added(subnets, config.id(), config), interfaces, instances, groups, acls);
    }

    public Layout with(InterfaceConfig config) {
        return new Layout(subnets, added(interfaces, config.id(), config), instances, groups, acls);
    }

    public Layout with(InstanceConfig config) {
        return new Layout(subnets, interfaces, added(instances, config.id(), config), groups, acls);
    }

    public Layout with(GroupConfig config) {
        return new Layout(subnets, interfaces, instances, added(groups, config.id(), config), acls);
    }

    public Layout with(AclConfig config) {
        return new Layout(subnets, interfaces, instances, groups, added(acls, config.id(), config));
    }

    /** The layout without the resource of this id, of whatever kind; unchanged if there is none. */
    public Layout without(String id) {
        return new Layout(
                removed(subnets, id),
                removed(interfaces, id),
                removed(instances, id),
                removed(groups, id),
                removed(acls, id));
    }

    private static <T> Map<String, T> added(Map<String, T> map, String id, T value) {
        // Sorted, so that whoever walks through a layout meets the same order every time.
        Map<String, T> copy = new TreeMap<>(map);
        copy.put(id, value);
        return copy;
    }

    private static <T> Map<String, T> removed(Map<String, T> map, String id) {
        if (!map.containsKey(id)) {
            return map;
        }
        Map<String, T> copy = new TreeMap<>(map);
        copy.remove(id);
        return copy;
    }

    public Optional<InterfaceConfig> networkInterface(String id) {
        return Optional.ofNullable(interfaces.get(id));
    }

    /** All interfaces, by id. */
    public Stream<InterfaceConfig> interfaces() {
        return interfaces.values().stream();
    }

    SubnetConfig subnetOf(InterfaceConfig config) {
        return subnets.get(config.subnetId());
    }

    private String vpcOf(InterfaceConfig config) {
        return subnetOf(config).vpcId();
    }

    AclConfig acl(String id) {
        return acls.get(id);
    }

    Stream<GroupConfig> groupsOf(InterfaceConfig config) {
        return config.groupIds().stream().map(groups::get).filter(group -> group != null);
    }

    /** The interface in the same VPC that has this private address. */
    Optional<InterfaceConfig> neighbour(InterfaceConfig config, Address address) {
        return Optional.ofNullable(byPrivateAddress.get(new Home(vpcOf(config), address)));
    }

    /** Whether the address is one of the VPC's, taken or not: its packets never leave by the gateway. */
    boolean isLocal(InterfaceConfig config, Address address) {
        String vpcId = vpcOf(config);
        return subnets.values().stream()
                .anyMatch(
                        subnet -> subnet.vpcId().equals(vpcId) && subnet.cidr().contains(address));
    }

    Map<Address, InterfaceConfig> publicAddresses() {
        return byPublicAddress;
    }

    Optional<InstanceConfig> runningInstance(InterfaceConfig config) {
        return Optional.ofNullable(config.instanceId()).map(instances::get).filter(InstanceConfig::running);
    }
}
