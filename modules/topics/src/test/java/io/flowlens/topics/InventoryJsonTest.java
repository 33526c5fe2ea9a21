package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Instance;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import io.flowlens.network.Vpc;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InventoryJsonTest {

    @Test
    void putsThePrimaryAddressOfAnInterfaceFirst() {
        NetworkInterface read = read(NetworkInterface.class, InventoryType.NETWORK_INTERFACE, """
                {"NetworkInterfaceId":"eni-1","VpcId":"vpc-1","SubnetId":"subnet-1","OwnerId":"000000000012",
                 "InterfaceType":"interface","Description":"","TagSet":[{"Key":"Name","Value":"front"}],
                 "Groups":[{"GroupId":"sg-1","GroupName":"a"},{"GroupId":"sg-2","GroupName":"b"}],
                 "Attachment":{"InstanceId":"i-1"},
                 "PrivateIpAddresses":[
                   {"Primary":false,"PrivateIpAddress":"10.0.0.9"},
                   {"Primary":true,"PrivateIpAddress":"10.0.0.8","Association":{"PublicIp":"203.0.113.5"}}],
                 "Ipv6Addresses":[{"Ipv6Address":"2001:db8::1"}]}""");

        assertThat(read.addresses().privateV4())
                .containsExactly(IpAddress.parse("10.0.0.8"), IpAddress.parse("10.0.0.9"));
        assertThat(read.addresses().publicV4()).containsExactly(IpAddress.parse("203.0.113.5"));
        assertThat(read.addresses().v6()).containsExactly(IpAddress.parse("2001:db8::1"));
        assertThat(read.groupIds()).containsExactly("sg-1", "sg-2");
        assertThat(read.name()).isEqualTo("front");
        assertThat(read.account()).isEqualTo("000000000012");
        assertThat(read.attachment().instanceId()).isEqualTo("i-1");
    }

    @Test
    void namesAnInstanceByItsTag() {
        Instance read = read(Instance.class, InventoryType.INSTANCE, """
                {"InstanceId":"i-1","State":{"Code":16,"Name":"running"},"Tags":[{"Key":"Name","Value":"web"}]}""");

        assertThat(read.name()).isEqualTo("web");
        assertThat(read.state()).isEqualTo("running");
    }

    @Test
    void prefersTheRulesThatHaveIds() {
        SecurityGroup read = read(SecurityGroup.class, InventoryType.SECURITY_GROUP, """
                {"GroupId":"sg-1","GroupName":"web","VpcId":"vpc-1",
                 "IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"10.0.0.0/8"}]}],
                 "SecurityGroupRules":[
                   {"SecurityGroupRuleId":"sgr-1","IsEgress":false,"IpProtocol":"tcp","FromPort":443,"ToPort":443,
                    "CidrIpv4":"0.0.0.0/0","Description":"all"},
                   {"SecurityGroupRuleId":"sgr-2","IsEgress":false,"IpProtocol":"icmp","FromPort":8,"ToPort":-1,
                    "ReferencedGroupInfo":{"GroupId":"sg-2"}},
                   {"SecurityGroupRuleId":"sgr-3","IsEgress":true,"IpProtocol":"-1","FromPort":-1,"ToPort":-1,
                    "PrefixListId":"pl-1"}]}""");

        assertThat(read.ingress())
                .containsExactly(
                        new SecurityGroupRule("sgr-1", Traffic.tcp(443), Peer.cidr("0.0.0.0/0"), "all"),
                        new SecurityGroupRule("sgr-2", new Traffic(1, 8, -1), Peer.group("sg-2"), ""));
        assertThat(read.egress())
                .containsExactly(new SecurityGroupRule("sgr-3", Traffic.ALL, Peer.prefixList("pl-1"), ""));
    }

    @Test
    void expandsAPermissionIntoARuleForEachPeer() {
        SecurityGroup read = read(SecurityGroup.class, InventoryType.SECURITY_GROUP, """
                {"GroupId":"sg-1","GroupName":"web","VpcId":"vpc-1",
                 "IpPermissions":[{"IpProtocol":"tcp","FromPort":80,"ToPort":81,
                   "IpRanges":[{"CidrIp":"10.0.0.0/8","Description":"in"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}],
                   "UserIdGroupPairs":[{"GroupId":"sg-9","UserId":"1"}],"PrefixListIds":[{"PrefixListId":"pl-1"}]}],
                 "IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}""");

        assertThat(read.ingress())
                .extracting(SecurityGroupRule::peer)
                .containsExactly(
                        Peer.cidr("10.0.0.0/8"), Peer.cidr("::/0"), Peer.group("sg-9"), Peer.prefixList("pl-1"));
        assertThat(read.ingress()).extracting(SecurityGroupRule::traffic).containsOnly(Traffic.tcp(80, 81));
        assertThat(read.egress())
                .singleElement()
                .extracting(SecurityGroupRule::traffic)
                .isEqualTo(Traffic.ALL);
    }

    @Test
    void readsTheEntriesAndSubnetsOfAnAcl() {
        NetworkAcl read = read(NetworkAcl.class, InventoryType.NETWORK_ACL, """
                {"NetworkAclId":"acl-1","VpcId":"vpc-1","IsDefault":true,
                 "Associations":[{"NetworkAclAssociationId":"aclassoc-1","SubnetId":"subnet-1"}],
                 "Entries":[
                   {"RuleNumber":32767,"Egress":false,"Protocol":"-1","RuleAction":"deny","CidrBlock":"0.0.0.0/0"},
                   {"RuleNumber":1,"Egress":false,"Protocol":"1","RuleAction":"deny","CidrBlock":"0.0.0.0/0",
                    "IcmpTypeCode":{"Type":8,"Code":-1}},
                   {"RuleNumber":90,"Egress":false,"Protocol":"6","RuleAction":"allow","Ipv6CidrBlock":"::/0",
                    "PortRange":{"From":1024,"To":65535}}]}""");

        assertThat(read.subnetIds()).containsExactly("subnet-1");
        assertThat(read.entries(false))
                .extracting(entry -> entry.number() + " " + entry.allow() + " " + entry.traffic() + " " + entry.cidr())
                .containsExactly(
                        "1 false icmp type 8 0.0.0.0/0",
                        "90 true tcp 1024-65535 ::/0",
                        "32767 false all traffic 0.0.0.0/0");
    }

    @Test
    void readsSubnetsVpcsAndPrefixLists() {
        assertThat(read(Subnet.class, InventoryType.SUBNET, """
                        {"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/20","AvailabilityZone":"us-east-1a",
                         "Ipv6CidrBlockAssociationSet":[{"Ipv6CidrBlock":"2001:db8::/64"}]}""").cidrs())
                .containsExactly(Cidr.parse("10.0.0.0/20"), Cidr.parse("2001:db8::/64"));
        assertThat(read(Vpc.class, InventoryType.VPC, """
                        {"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16",
                         "CidrBlockAssociationSet":[{"CidrBlock":"10.0.0.0/16"},{"CidrBlock":"100.64.0.0/16"}]}""").cidrs())
                .containsExactly(Cidr.parse("10.0.0.0/16"), Cidr.parse("100.64.0.0/16"));
        assertThat(read(PrefixList.class, InventoryType.PREFIX_LIST, """
                        {"PrefixListId":"pl-1","PrefixListName":"s3","Entries":[{"Cidr":"52.216.0.0/15"}]}""").cidrs())
                .containsExactly(Cidr.parse("52.216.0.0/15"));
    }

    @Test
    void saysWhatIsWrongWithTheText() {
        assertThatThrownBy(() -> InventoryJson.resource(InventoryType.SUBNET, "{".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> InventoryJson.resource(InventoryType.SUBNET, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SubnetId");
    }

    private static <R> R read(Class<R> kind, InventoryType type, String json) {
        return kind.cast(InventoryJson.resource(type, json.getBytes(StandardCharsets.UTF_8))
                .orElseThrow());
    }
}
