package io.flowlens.provisioner.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Tag;

class AwsJsonTest {

    @Test
    void writesAwsNamesInAlphabeticalOrderAndLeavesOutWhatAwsDidNotSend() {
        NetworkInterface eni = NetworkInterface.builder()
                .networkInterfaceId("eni-1")
                .vpcId("vpc-1")
                .sourceDestCheck(true)
                .attachment(attachment -> attachment.instanceId("i-1").deviceIndex(0))
                .groups(group("sg-1", "web"))
                .build();

        assertThat(text(eni)).isEqualTo("""
                {"Attachment":{"DeviceIndex":0,"InstanceId":"i-1"},\
                "Groups":[{"GroupId":"sg-1","GroupName":"web"}],\
                "NetworkInterfaceId":"eni-1","SourceDestCheck":true,"VpcId":"vpc-1"}""");
    }

    @Test
    void keepsAListThatAwsSentEmpty() {
        SecurityGroup group =
                SecurityGroup.builder().groupId("sg-1").ipPermissions(List.of()).build();

        assertThat(text(group)).isEqualTo("""
                {"GroupId":"sg-1","IpPermissions":[]}""");
    }

    @Test
    void writesTimesAndEnumsAsTheAwsToolDoes() {
        Instance instance = Instance.builder()
                .instanceType(InstanceType.T3_MICRO)
                .launchTime(Instant.parse("2026-01-02T03:04:05Z"))
                .usageOperationUpdateTime(Instant.parse("2026-01-02T03:04:05.678Z"))
                .build();

        assertThat(text(instance)).isEqualTo("""
                {"InstanceType":"t3.micro","LaunchTime":"2026-01-02T03:04:05+00:00",\
                "UsageOperationUpdateTime":"2026-01-02T03:04:05.678000+00:00"}""");
    }

    @Test
    void keepsAValueThatThisSdkDoesNotKnow() {
        Instance instance = Instance.builder().instanceType("t9.future").build();

        assertThat(text(instance)).isEqualTo("""
                {"InstanceType":"t9.future"}""");
    }

    @Test
    void givesTheSameBytesWhateverOrderAwsAnswersIn() {
        List<IpPermission> permissions = new ArrayList<>(List.of(
                permission(22, "10.0.0.0/8", "192.168.0.0/16"), permission(80, "0.0.0.0/0"), permission(443, "::/0")));
        List<Tag> tags = new ArrayList<>(List.of(tag("Name", "a"), tag("Team", "b")));
        String before = text(
                SecurityGroup.builder().ipPermissions(permissions).tags(tags).build());

        Collections.reverse(permissions);
        Collections.reverse(tags);

        assertThat(text(SecurityGroup.builder()
                        .ipPermissions(permissions)
                        .tags(tags)
                        .build()))
                .isEqualTo(before);
    }

    @Test
    void sortsGroupRulesById() {
        List<SecurityGroupRule> rules = List.of(
                SecurityGroupRule.builder()
                        .securityGroupRuleId("sgr-2")
                        .cidrIpv4("1.0.0.0/8")
                        .build(),
                SecurityGroupRule.builder()
                        .securityGroupRuleId("sgr-1")
                        .cidrIpv4("2.0.0.0/8")
                        .build());

        assertThat(AwsJson.of(rules))
                .extracting(rule -> rule.path("SecurityGroupRuleId").asText())
                .containsExactly("sgr-1", "sgr-2");
    }

    @Test
    void sortsAclEntriesByNumberNotByText() {
        NetworkAcl acl = NetworkAcl.builder()
                .entries(entry(1000, true), entry(200, false), entry(200, true), entry(9, false))
                .build();

        assertThat(AwsJson.of(acl).path("Entries"))
                .extracting(entry -> entry.path("RuleNumber").asInt())
                .containsExactly(9, 200, 200, 1000);
    }

    private static String text(SdkPojo object) {
        return new String(AwsJson.bytes(AwsJson.of(object)), StandardCharsets.UTF_8);
    }

    private static GroupIdentifier group(String id, String name) {
        return GroupIdentifier.builder().groupId(id).groupName(name).build();
    }

    private static IpPermission permission(int port, String... cidrs) {
        List<IpRange> ranges = new ArrayList<>();
        for (String cidr : cidrs) {
            ranges.add(IpRange.builder().cidrIp(cidr).build());
        }
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(ranges)
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static NetworkAclEntry entry(int number, boolean egress) {
        return NetworkAclEntry.builder().ruleNumber(number).egress(egress).build();
    }
}
