package io.flowlens.topology;

import io.flowlens.topics.InventoryHint;
import io.flowlens.topics.InventoryRecord;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Two instances in one subnet, as AWS describes them: the first pings, the second has a group without inbound rules. */
final class LabNetwork {

    static final String FIRST = "i-0000000000000000a";
    static final String SECOND = "i-0000000000000000b";
    static final String FIRST_INTERFACE = "eni-0000000000000000a";
    static final String SECOND_INTERFACE = "eni-0000000000000000b";
    static final String GROUP = "sg-0000000000000000c";
    static final String ACL = "acl-0000000000000000d";
    static final String FIRST_ADDRESS = "172.31.0.10";
    static final String SECOND_ADDRESS = "172.31.0.20";

    private static final String RULES_OUT = """
            {"SecurityGroupRuleId":"sgr-0000000000000000e","IsEgress":true,"IpProtocol":"-1","FromPort":-1,"ToPort":-1,
             "CidrIpv4":"0.0.0.0/0"}""";
    private static final String RULE_IN = """
            {"SecurityGroupRuleId":"sgr-0000000000000000f","IsEgress":false,"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,
             "CidrIpv4":"172.31.0.10/32"}""";
    private static final String ALLOW_ALL = """
            {"RuleNumber":100,"Egress":%1$s,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},
            {"RuleNumber":32767,"Egress":%1$s,"Protocol":"-1","RuleAction":"deny","CidrBlock":"0.0.0.0/0"}""";
    private static final String DENY_PING = """
            {"RuleNumber":1,"Egress":true,"Protocol":"1","RuleAction":"deny","CidrBlock":"0.0.0.0/0",
             "IcmpTypeCode":{"Type":-1,"Code":-1}},""";

    private final Topics topics;
    private final Consumer<ProducerRecord<String, byte[]>> publish;

    LabNetwork(Topics topics, Consumer<ProducerRecord<String, byte[]>> publish) {
        this.topics = topics;
        this.publish = publish;
    }

    /** Everything, as first seen at that time. */
    void publishAll(long seenAt) {
        put(InventoryType.VPC, "vpc-1", "{\"VpcId\":\"vpc-1\",\"CidrBlock\":\"172.31.0.0/16\"}", seenAt);
        put(InventoryType.SUBNET, "subnet-1", """
                {"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"172.31.0.0/20"}""", seenAt);
        putInstance(FIRST, FIRST_INTERFACE, FIRST_ADDRESS, seenAt);
        putInstance(SECOND, SECOND_INTERFACE, SECOND_ADDRESS, seenAt);
        putGroup(false, seenAt);
        putAcl(false, seenAt);
    }

    /** What CloudTrail says of a change. */
    void tellWho(InventoryHint hint) {
        publish.accept(hint.to(topics.inventory()));
    }

    void putGroup(boolean allowsPing, long seenAt) {
        put(
                InventoryType.SECURITY_GROUP,
                GROUP,
                """
                {"GroupId":"%s","GroupName":"lab","VpcId":"vpc-1","SecurityGroupRules":[%s]}""".formatted(GROUP, allowsPing ? RULES_OUT + "," + RULE_IN : RULES_OUT),
                seenAt);
    }

    void putAcl(boolean deniesPing, long seenAt) {
        put(
                InventoryType.NETWORK_ACL,
                ACL,
                """
                {"NetworkAclId":"%s","VpcId":"vpc-1","IsDefault":true,"Associations":[{"SubnetId":"subnet-1"}],
                 "Entries":[%s%s,%s]}""".formatted(
                        ACL, deniesPing ? DENY_PING : "", ALLOW_ALL.formatted("true"), ALLOW_ALL.formatted("false")),
                seenAt);
    }

    void putFlowLog(String logGroup, String format, long seenAt) {
        putFlowLog(logGroup, format, seenAt / 1_000, seenAt);
    }

    /** @param created Unix seconds */
    void putFlowLog(String logGroup, String format, long created, long seenAt) {
        put(
                InventoryType.FLOW_LOG,
                "fl-" + format.hashCode(),
                """
                {"FlowLogId":"fl-%s","LogGroupName":"%s","LogFormat":"%s","CreationTime":"%s"}""".formatted(format.hashCode(), logGroup, format, Instant.ofEpochSecond(created)),
                seenAt);
    }

    /** One more machine, started by an auto scaling group. */
    void putMember(String group, int number, String address, long seenAt) {
        String tag = ",{\"Key\":\"aws:autoscaling:groupName\",\"Value\":\"%s\"}".formatted(group);
        putInstance("i-%s-%d".formatted(group, number), "eni-%s-%d".formatted(group, number), address, tag, seenAt);
    }

    /** An instance that turns up with a public address, which a stranger held before. */
    void putLateComer(int number, long seenAt) {
        String id = "eni-0000000000000001" + number;
        put(InventoryType.NETWORK_INTERFACE, id, """
                {"NetworkInterfaceId":"%s","VpcId":"vpc-1","SubnetId":"subnet-1","OwnerId":"123456789012",
                 "InterfaceType":"interface","Groups":[{"GroupId":"%s"}],
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"172.31.1.%d",
                 "Association":{"PublicIp":"203.0.113.%d"}}]}""".formatted(id, GROUP, number, number), seenAt);
    }

    private void putInstance(String id, String interfaceId, String address, long seenAt) {
        putInstance(id, interfaceId, address, "", seenAt);
    }

    private void putInstance(String id, String interfaceId, String address, String tag, long seenAt) {
        put(InventoryType.INSTANCE, id, """
                {"InstanceId":"%s","State":{"Name":"running"},"Tags":[{"Key":"Name","Value":"web-%s"}%s]}""".formatted(id, address, tag), seenAt);
        put(InventoryType.NETWORK_INTERFACE, interfaceId, """
                {"NetworkInterfaceId":"%s","VpcId":"vpc-1","SubnetId":"subnet-1","OwnerId":"123456789012",
                 "InterfaceType":"interface","Groups":[{"GroupId":"%s"}],"Attachment":{"InstanceId":"%s"},
                 "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"%s"}]}""".formatted(interfaceId, GROUP, id, address), seenAt);
    }

    private void put(InventoryType type, String id, String json, long seenAt) {
        publish.accept(new InventoryRecord(
                        type, id, "123456789012", "us-east-1", seenAt, json.getBytes(StandardCharsets.UTF_8))
                .to(topics.inventory()));
    }
}
