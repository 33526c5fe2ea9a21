package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsIdentity;
import java.util.Arrays;
import java.util.List;

/** The permissions to make, find and delete what carries flow logs out of AWS; each on the names and the tag given. */
public final class LogPermissions {

    private final AwsIdentity identity;
    private final String tagKey;

    /** @param tagKey of the {@link Mark} on what is made */
    public LogPermissions(AwsIdentity identity, String tagKey) {
        this.identity = identity;
        this.tagKey = tagKey;
    }

    /** @param names of roles; a star stands for any characters */
    public Statement roles(String... names) {
        return Statement.allow(
                        "Roles",
                        "iam:GetRole",
                        "iam:CreateRole",
                        "iam:TagRole",
                        "iam:PutRolePolicy",
                        "iam:ListAttachedRolePolicies",
                        "iam:ListRolePolicies",
                        "iam:DeleteRolePolicy",
                        "iam:DeleteRole")
                .on(arns("role", names));
    }

    /** To hand roles to the services that take them, and to no others. */
    public Statement passRoles(List<String> services, String... names) {
        return Statement.allow("PassRoles", "iam:PassRole")
                .on(arns("role", names))
                .when("StringEquals", "iam:PassedToService", services.toArray(String[]::new));
    }

    /** ARNs of IAM, which has no regions. */
    public String[] arns(String type, String... names) {
        return Arrays.stream(names)
                .map(name -> "arn:%s:iam::%s:%s/%s".formatted(identity.partition(), identity.account(), type, name))
                .toArray(String[]::new);
    }

    public List<Statement> flowLogs() {
        String flowLogs = identity.arn("ec2", "vpc-flow-log/*");
        return List.of(
                Statement.allow("CreateFlowLogs", "ec2:CreateFlowLogs")
                        .on(flowLogs)
                        .when("Null", "aws:RequestTag/" + tagKey, "false"),
                Statement.allow("OfVpcs", "ec2:CreateFlowLogs").on(identity.arn("ec2", "vpc/*")),
                Statement.allow("DeleteFlowLogs", "ec2:DeleteFlowLogs")
                        .on(flowLogs)
                        .when("Null", "aws:ResourceTag/" + tagKey, "false"));
    }

    /** To put tags on what is made, while it is made. */
    public Statement tagOnCreation(String... ec2Actions) {
        return Statement.allow("TagWhatIsMade", "ec2:CreateTags")
                .on(identity.arn("ec2", "*/*"))
                .when("StringEquals", "ec2:CreateAction", ec2Actions);
    }

    public Statement logGroups(String name) {
        String group = identity.arn("logs", "log-group:" + name);
        return Statement.allow(
                        "LogGroups",
                        "logs:CreateLogGroup",
                        "logs:TagResource",
                        "logs:PutRetentionPolicy",
                        "logs:ListTagsForResource",
                        "logs:DeleteLogGroup")
                .on(group, group + ":*");
    }

    public Statement subscriptionFilters(String logGroup) {
        String group = identity.arn("logs", "log-group:" + logGroup);
        return Statement.allow(
                        "SubscriptionFilters",
                        "logs:DescribeSubscriptionFilters",
                        "logs:PutSubscriptionFilter",
                        "logs:DeleteSubscriptionFilter")
                .on(group, group + ":*");
    }

    public Statement streams(String name) {
        return Statement.allow(
                        "Streams",
                        "kinesis:DescribeStreamSummary",
                        "kinesis:CreateStream",
                        "kinesis:AddTagsToStream",
                        "kinesis:ListTagsForStream",
                        "kinesis:DeleteStream")
                .on(identity.arn("kinesis", "stream/" + name));
    }
}
