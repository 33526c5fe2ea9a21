package io.flowlens.sandbox.network;

import static io.flowlens.sandbox.network.Direction.EGRESS;
import static io.flowlens.sandbox.network.Direction.INGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PacketFilterTest {
    private static final Address HERE = Address.parse("10.0.1.10");
    private static final Address NEAR = Address.parse("10.0.1.11");
    private static final Address FAR = Address.parse("10.0.2.20");
    private static final AclConfig OPEN = new AclConfig("acl-1", List.of(Lab.allow(100, false), Lab.allow(100, true)));

    private static final InterfaceConfig AT = networkInterface("eni-1", "subnet-1", HERE, Set.of("sg-1", "sg-2"));

    private static InterfaceConfig networkInterface(String id, String subnetId, Address address, Set<String> groupIds) {
        return new InterfaceConfig(id, subnetId, "123456789012", null, address, null, groupIds);
    }

    private static Layout layout(AclConfig acl) {
        return Layout.EMPTY
                .with(acl)
                .with(new SubnetConfig("subnet-1", "vpc-1", "use1-az1", Cidr.parse("10.0.1.0/24"), acl.id()))
                .with(new SubnetConfig("subnet-2", "vpc-2", "use1-az1", Cidr.parse("10.0.1.0/24"), acl.id()))
                .with(AT);
    }

    private static GroupConfig ingress(String id, GroupRule... rules) {
        return new GroupConfig(id, List.of(rules), List.of());
    }

    private static Decision decide(Layout layout, Direction direction, Packet packet) {
        return PacketFilter.decide(layout, AT, direction, packet, false);
    }

    @Test
    void anyRuleOfAnyGroupIsEnough() {
        Layout layout = layout(OPEN)
                .with(ingress("sg-1", new GroupRule(Traffic.tcp(80), Peer.cidr("10.0.0.0/8"))))
                .with(ingress("sg-2", new GroupRule(Traffic.tcp(22), Peer.cidr("10.0.0.0/8"))));

        assertThat(decide(layout, INGRESS, Lab.syn(FAR, HERE, 22))).isEqualTo(Decision.ACCEPTED);
        assertThat(decide(layout, INGRESS, Lab.syn(FAR, HERE, 23))).isEqualTo(Decision.REJECTED_BY_GROUPS);
    }

    @Test
    void aGroupThatDoesNotExistAllowsNothing() {
        assertThat(decide(layout(OPEN), INGRESS, Lab.syn(FAR, HERE, 22))).isEqualTo(Decision.REJECTED_BY_GROUPS);
    }

    @Test
    void aGroupAsPeerMeansThePrivateAddressesThatCarryIt() {
        Layout layout = layout(OPEN)
                .with(ingress("sg-1", new GroupRule(Traffic.ALL, Peer.group("sg-web"))))
                .with(networkInterface("eni-2", "subnet-1", NEAR, Set.of("sg-web")));

        assertThat(decide(layout, INGRESS, Lab.syn(NEAR, HERE, 22))).isEqualTo(Decision.ACCEPTED);
        assertThat(decide(layout, INGRESS, Lab.syn(FAR, HERE, 22))).isEqualTo(Decision.REJECTED_BY_GROUPS);
    }

    @Test
    void aGroupAsPeerMeansNobodyInAnotherVpc() {
        Layout layout = layout(OPEN)
                .with(ingress("sg-1", new GroupRule(Traffic.ALL, Peer.group("sg-web"))))
                .with(networkInterface("eni-2", "subnet-2", NEAR, Set.of("sg-web")));

        assertThat(decide(layout, INGRESS, Lab.syn(NEAR, HERE, 22))).isEqualTo(Decision.REJECTED_BY_GROUPS);
    }

    @Test
    void aPrefixListMeansEachOfItsBlocks() {
        Peer list = new Peer.Blocks(List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("10.0.2.0/24")));
        Layout layout = layout(OPEN).with(ingress("sg-1", new GroupRule(Traffic.tcp(22), list)));

        assertThat(decide(layout, INGRESS, Lab.syn(FAR, HERE, 22))).isEqualTo(Decision.ACCEPTED);
    }

    @Test
    void theFirstAclEntryThatMatchesDecides() {
        var denyFirst = new AclConfig("acl-1", List.of(Lab.allow(200, false), Lab.deny(100, false)));
        var allowFirst = new AclConfig("acl-1", List.of(Lab.deny(200, false), Lab.allow(100, false)));
        Packet packet = Lab.syn(FAR, HERE, 22);

        assertThat(PacketFilter.aclAllows(layout(denyFirst), AT, INGRESS, packet))
                .isFalse();
        assertThat(PacketFilter.aclAllows(layout(allowFirst), AT, INGRESS, packet))
                .isTrue();
    }

    @Test
    void anAclDeniesWhatNoEntryMatches() {
        var acl = new AclConfig("acl-1", List.of(Lab.allow(100, true)));

        assertThat(PacketFilter.aclAllows(layout(acl), AT, INGRESS, Lab.syn(FAR, HERE, 22)))
                .isFalse();
    }

    @Test
    void theAclIsNotAskedInsideTheSubnet() {
        Layout layout = layout(new AclConfig("acl-1", List.of()));

        assertThat(PacketFilter.aclAllows(layout, AT, INGRESS, Lab.syn(NEAR, HERE, 22)))
                .isTrue();
        assertThat(PacketFilter.aclAllows(layout, AT, EGRESS, Lab.syn(HERE, NEAR, 22)))
                .isTrue();
    }

    @Test
    void namesTheFirstOfTwoBlockersOnThePacketsWay() {
        Layout closed = layout(new AclConfig("acl-1", List.of()));

        assertThat(decide(closed, INGRESS, Lab.syn(FAR, HERE, 22))).isEqualTo(Decision.REJECTED_BY_ACL);
        assertThat(decide(closed, EGRESS, Lab.syn(HERE, FAR, 22))).isEqualTo(Decision.REJECTED_BY_GROUPS);
    }

    @Test
    void aTrackedPacketPassesTheGroupsButNotTheAcl() {
        Packet packet = Lab.syn(FAR, HERE, 22);

        assertThat(PacketFilter.decide(layout(OPEN), AT, INGRESS, packet, true)).isEqualTo(Decision.ACCEPTED);
        assertThat(PacketFilter.decide(layout(new AclConfig("acl-1", List.of())), AT, INGRESS, packet, true))
                .isEqualTo(Decision.REJECTED_BY_ACL);
    }

    @Test
    void aReplyInAnUntrackedConnectionIsNotTrackedEither() {
        var everybody = Peer.cidr("0.0.0.0/0");
        Layout layout = layout(OPEN)
                .with(new GroupConfig(
                        "sg-1",
                        List.of(new GroupRule(Traffic.tcp(22), everybody)),
                        List.of(new GroupRule(Traffic.ALL, everybody))));
        Packet request = Lab.syn(FAR, HERE, 22);

        assertThat(PacketFilter.isTracked(layout, AT, INGRESS, request)).isFalse();
        assertThat(PacketFilter.isTracked(layout, AT, EGRESS, request.reversed()))
                .isFalse();
        assertThat(PacketFilter.isTracked(layout, AT, EGRESS, Lab.syn(HERE, FAR, 22)))
                .isTrue();
    }

    @Test
    void aLayoutWithAHoleCannotBeMade() {
        assertThatThrownBy(() -> layout(OPEN).without("acl-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("subnet-1 uses acl-1, which the network does not have");
    }
}
