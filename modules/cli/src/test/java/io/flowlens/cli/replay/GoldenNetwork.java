package io.flowlens.cli.replay;

import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A small network that changes: six machines in two subnets, of three groups. */
final class GoldenNetwork {

    static final int MACHINES = 6;
    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-west-1";

    private static final String[] GROUPS = {"web", "app", "db"};

    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    private final Topics topics;
    private final long begin;

    /** @param begin of the traffic, Unix seconds */
    GoldenNetwork(Topics topics, long begin) {
        this.topics = topics;
        this.begin = begin;
    }

    /** What the inventory saw, in its order. */
    List<ProducerRecord<String, byte[]>> records() {
        put(InventoryType.VPC, "vpc-0a", -3_600, """
                {"VpcId":"vpc-0a","OwnerId":"123456789012","CidrBlock":"10.20.0.0/16"}""");
        for (int subnet = 0; subnet < 2; subnet++) {
            put(InventoryType.SUBNET, "subnet-0" + subnet, -3_600, """
                    {"SubnetId":"subnet-0%1$d","VpcId":"vpc-0a","CidrBlock":"10.20.%1$d.0/24","AvailabilityZone":"eu-west-1a",
                     "Tags":[{"Key":"Name","Value":"private %1$d"}]}""".formatted(subnet));
            acl(subnet, -3_600, "");
        }
        group("web", -3_600, rule("sgr-0a", "tcp", 443, "\"CidrIpv4\":\"0.0.0.0/0\""));
        group("app", -3_600, rule("sgr-0b", "tcp", 8080, "\"ReferencedGroupInfo\":{\"GroupId\":\"sg-web\"}"));
        group("db", -3_600, rule("sgr-0c", "tcp", 5432, "\"CidrIpv4\":\"10.20.0.0/28\""));
        for (int machine = 0; machine < MACHINES; machine++) {
            machine(machine);
        }
        group("app", 3_600, rule("sgr-0b", "tcp", 8080, "\"CidrIpv4\":\"10.20.0.0/16\""));
        acl(1, 5_400, """
                {"RuleNumber":5,"Egress":false,"Protocol":"6","RuleAction":"deny","CidrBlock":"10.20.0.0/24",
                 "PortRange":{"From":5432,"To":5432}},""");
        acl(1, 7_200, "");
        return records;
    }

    static String interfaceOf(int machine) {
        return "eni-%017x".formatted(0xe00 + machine);
    }

    static String addressOf(int machine) {
        return "10.20.%d.%d".formatted(machine % 2, 5 + machine);
    }

    private void machine(int machine) {
        String instance = "i-%017x".formatted(0x100 + machine);
        put(InventoryType.INSTANCE, instance, -3_600, """
                {"InstanceId":"%s","State":{"Name":"running"},"Tags":[{"Key":"Name","Value":"%s-%d"},{"Key":"team","Value":"blue"}]}""".formatted(instance, GROUPS[machine % 3], machine));
        put(InventoryType.NETWORK_INTERFACE, interfaceOf(machine), -3_600, """
                {"NetworkInterfaceId":"%s","OwnerId":"123456789012","VpcId":"vpc-0a","SubnetId":"subnet-0%d","InterfaceType":"interface",
                 "Description":"primary of %s","Groups":[{"GroupId":"sg-%s","GroupName":"%s"}],"Attachment":{"InstanceId":"%s"},
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"%s"}]}""".formatted(
                        interfaceOf(machine),
                        machine % 2,
                        instance,
                        GROUPS[machine % 3],
                        GROUPS[machine % 3],
                        instance,
                        addressOf(machine)));
    }

    private static String rule(String id, String protocol, int port, String peer) {
        return """
                {"SecurityGroupRuleId":"%s","IsEgress":false,"IpProtocol":"%s","FromPort":%d,"ToPort":%d,%s}""".formatted(id, protocol, port, port, peer);
    }

    private void group(String name, long at, String rule) {
        put(InventoryType.SECURITY_GROUP, "sg-" + name, at, """
                {"GroupId":"sg-%s","GroupName":"%s","VpcId":"vpc-0a","SecurityGroupRules":[%s,
                 {"SecurityGroupRuleId":"sgr-%s","IsEgress":true,"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"CidrIpv4":"10.20.0.0/16"}]}""".formatted(name, name, rule, name));
    }

    private void acl(int subnet, long at, String entries) {
        put(InventoryType.NETWORK_ACL, "acl-0" + subnet, at, """
                {"NetworkAclId":"acl-0%1$d","VpcId":"vpc-0a","Associations":[{"SubnetId":"subnet-0%1$d"}],"Entries":[%2$s
                 {"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},
                 {"RuleNumber":100,"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},
                 {"RuleNumber":32767,"Egress":false,"Protocol":"-1","RuleAction":"deny","CidrBlock":"0.0.0.0/0"}]}""".formatted(subnet, entries));
    }

    private void put(InventoryType type, String id, long at, String json) {
        records.add(new InventoryRecord(
                        type, id, ACCOUNT, REGION, (begin + at) * 1_000, json.getBytes(StandardCharsets.UTF_8))
                .to(topics.inventory()));
    }
}
