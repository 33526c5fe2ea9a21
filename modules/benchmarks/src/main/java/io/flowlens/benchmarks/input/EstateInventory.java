package io.flowlens.benchmarks.input;

import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An estate as AWS describes it, with its history: everything a month ago, each group changed twice since, and one group in
 * twenty changes a third time while the traffic flows. None of the changes touches what the traffic needs.
 */
public final class EstateInventory {

    private static final long BEGIN = Traffic.BEGIN * 1_000;
    private static final long MONTH_AGO = BEGIN - Duration.ofDays(30).toMillis();
    private static final long[] CHANGES = {
        MONTH_AGO,
        BEGIN - Duration.ofDays(10).toMillis(),
        BEGIN - Duration.ofDays(1).toMillis()
    };
    private static final long LATE_CHANGE = BEGIN + Duration.ofMinutes(30).toMillis();
    private static final int LATE_SHARE = 20;

    private final Estate estate;
    private final Consumer<InventoryRecord> sink;

    public EstateInventory(Estate estate, Consumer<InventoryRecord> sink) {
        this.estate = estate;
        this.sink = sink;
    }

    /** Everything, each resource in the order of time. */
    public void publish() {
        put(InventoryType.VPC, Estate.VPC, MONTH_AGO, """
                {"VpcId":"%s","CidrBlock":"%s"}""".formatted(Estate.VPC, estate.vpcCidr()));
        for (int subnet = 0; subnet < estate.subnets(); subnet++) {
            publishSubnet(subnet);
        }
        publishAcl();
        for (int team = 0; team < estate.teams(); team++) {
            publishGroup(Estate.teamGroupId(team), "team-" + team, teamRules(team), team);
        }
        for (int nic = 0; nic < estate.interfaces(); nic++) {
            publishGroup(Estate.ownGroupId(nic), "machine-" + nic, ownRules(), nic);
            publishMachine(nic);
        }
    }

    private void publishSubnet(int subnet) {
        String id = Estate.id("subnet-", subnet);
        put(InventoryType.SUBNET, id, MONTH_AGO, """
                {"SubnetId":"%s","VpcId":"%s","CidrBlock":"%s"}""".formatted(id, Estate.VPC, estate.subnetCidr(subnet)));
    }

    private void publishAcl() {
        List<String> associations = new ArrayList<>();
        for (int subnet = 0; subnet < estate.subnets(); subnet++) {
            associations.add("{\"SubnetId\":\"%s\"}".formatted(Estate.id("subnet-", subnet)));
        }
        String id = Estate.aclId();
        put(InventoryType.NETWORK_ACL, id, MONTH_AGO, """
                {"NetworkAclId":"%s","VpcId":"%s","Associations":[%s],"Entries":[%s,%s,%s,%s,%s]}""".formatted(
                        id,
                        Estate.VPC,
                        String.join(",", associations),
                        entry(10, false, "deny", "198.51.100.0/24"),
                        entry(100, false, "allow", "0.0.0.0/0"),
                        entry(32_767, false, "deny", "0.0.0.0/0"),
                        entry(100, true, "allow", "0.0.0.0/0"),
                        entry(32_767, true, "deny", "0.0.0.0/0")));
    }

    private static String entry(int number, boolean egress, String action, String cidr) {
        return """
                {"RuleNumber":%d,"Egress":%s,"Protocol":"-1","RuleAction":"%s","CidrBlock":"%s"}""".formatted(number, egress, action, cidr);
    }

    private void publishMachine(int nic) {
        put(InventoryType.INSTANCE, estate.instanceId(nic), MONTH_AGO, """
                {"InstanceId":"%s","State":{"Name":"running"},"Tags":[{"Key":"Name","Value":"machine-%d"}]}""".formatted(estate.instanceId(nic), nic));
        put(InventoryType.NETWORK_INTERFACE, estate.interfaceId(nic), MONTH_AGO, """
                {"NetworkInterfaceId":"%s","VpcId":"%s","SubnetId":"%s","OwnerId":"%s","InterfaceType":"interface",
                 "Groups":[{"GroupId":"%s"},{"GroupId":"%s"}],"Attachment":{"InstanceId":"%s"},
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"%s"}]}""".formatted(
                        estate.interfaceId(nic),
                        Estate.VPC,
                        estate.subnetId(nic),
                        Estate.ACCOUNT,
                        Estate.teamGroupId(estate.team(nic)),
                        Estate.ownGroupId(nic),
                        estate.instanceId(nic),
                        Estate.dotted(estate.address(nic))));
    }

    private void publishGroup(String id, String name, List<String> rules, int number) {
        for (int change = 0; change < CHANGES.length; change++) {
            publishGroup(id, name, rules, change, CHANGES[change]);
        }
        if (number % LATE_SHARE == 0) {
            publishGroup(id, name, rules, CHANGES.length, LATE_CHANGE);
        }
    }

    /** The change is in what strangers may not use anyway: one more port for an office far away. */
    private void publishGroup(String id, String name, List<String> rules, int change, long seenAt) {
        List<String> all = new ArrayList<>(rules);
        all.add(rule("office-" + change, "tcp", 10_000 + change, 10_000 + change, "\"CidrIpv4\":\"192.0.2.0/24\""));
        all.add("""
                {"SecurityGroupRuleId":"sgr-%s-out","IsEgress":true,"IpProtocol":"-1","FromPort":-1,"ToPort":-1,
                 "CidrIpv4":"0.0.0.0/0"}""".formatted(id.substring(3)));
        put(InventoryType.SECURITY_GROUP, id, seenAt, """
                {"GroupId":"%s","GroupName":"%s","VpcId":"%s","SecurityGroupRules":[%s]}""".formatted(id, name, Estate.VPC, String.join(",", all)));
    }

    /** One rule for each port, for machines of the VPC; with the one that changes they are {@link Estate#OWN_RULES}. */
    private static List<String> ownRules() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < Estate.OWN_RULES - 1; i++) {
            int port = Estate.FIRST_PORT + i;
            rules.add(rule("o" + i, "tcp", port, port, "\"CidrIpv4\":\"10.0.0.0/16\""));
        }
        return rules;
    }

    /** Name service, ping, other teams, and offices far away. */
    private List<String> teamRules(int team) {
        List<String> rules = new ArrayList<>();
        rules.add(rule("t0", "udp", 53, 53, "\"CidrIpv4\":\"10.0.0.0/16\""));
        rules.add(rule("t1", "icmp", -1, -1, "\"CidrIpv4\":\"10.0.0.0/16\""));
        for (int i = 2; i < 6; i++) {
            String other = Estate.teamGroupId((team + i) % estate.teams());
            rules.add(rule(
                    "t" + i, "tcp", 7_000, 7_000 + i, "\"ReferencedGroupInfo\":{\"GroupId\":\"%s\"}".formatted(other)));
        }
        for (int i = 6; i < Estate.TEAM_RULES - 1; i++) {
            rules.add(rule(
                    "t" + i, "tcp", 443, 443 + i, "\"CidrIpv4\":\"172.%d.%d.0/24\"".formatted(10 + i, team % 256)));
        }
        return rules;
    }

    private static String rule(String id, String protocol, int from, int to, String peer) {
        return """
                {"SecurityGroupRuleId":"sgr-%s","IsEgress":false,"IpProtocol":"%s","FromPort":%d,"ToPort":%d,%s}""".formatted(id, protocol, from, to, peer);
    }

    private void put(InventoryType type, String id, long seenAt, String json) {
        sink.accept(new InventoryRecord(
                type, id, Estate.ACCOUNT, Estate.REGION, seenAt, json.getBytes(StandardCharsets.UTF_8)));
    }
}
