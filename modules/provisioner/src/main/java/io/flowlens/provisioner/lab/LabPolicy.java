package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.iam.LogPermissions;
import io.flowlens.provisioner.iam.Policy;
import io.flowlens.provisioner.iam.RoleSpec;
import io.flowlens.provisioner.iam.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the lab's commands need, from {@code up} to {@code down}. */
public final class LabPolicy {

    private static final String[] ROLES = {LabNames.INSTANCE_ROLE, LabNames.FLOW_LOGS_ROLE, LabNames.SUBSCRIPTION_ROLE};

    private final AwsIdentity identity;
    private final LogPermissions permissions;

    private LabPolicy(AwsIdentity identity) {
        this.identity = identity;
        this.permissions = new LogPermissions(identity, LabNames.MARK.key());
    }

    public static Policy of(AwsIdentity identity) {
        LabPolicy policy = new LabPolicy(identity);
        List<Statement> all = new ArrayList<>();
        all.add(policy.look());
        all.addAll(policy.roles());
        all.addAll(policy.instances());
        all.addAll(policy.rules());
        all.addAll(policy.permissions.flowLogs());
        all.add(policy.permissions.tagOnCreation("RunInstances", "CreateSecurityGroup", "CreateFlowLogs"));
        all.add(policy.permissions.logGroups(LabNames.LOG_GROUP));
        all.add(policy.permissions.subscriptionFilters(LabNames.LOG_GROUP));
        all.add(policy.permissions.streams(LabNames.STREAM));
        return new Policy(all);
    }

    private Statement look() {
        return Statement.allow(
                        "Look",
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeNetworkAcls",
                        "ec2:DescribeInstances",
                        "ec2:DescribeInstanceStatus",
                        "ec2:DescribeImages",
                        "ec2:DescribeFlowLogs",
                        "logs:DescribeLogGroups",
                        "ssm:DescribeInstanceInformation",
                        "ssm:GetCommandInvocation")
                .onAnything();
    }

    private List<Statement> roles() {
        return List.of(
                permissions.roles(ROLES),
                Statement.allow("AttachSsm", "iam:AttachRolePolicy", "iam:DetachRolePolicy")
                        .on(permissions.arns("role", LabNames.INSTANCE_ROLE))
                        .when("ArnEquals", "iam:PolicyARN", RoleSpec.ssmPolicy(identity)),
                permissions.passRoles(
                        List.of(
                                "ec2.amazonaws.com",
                                "vpc-flow-logs.amazonaws.com",
                                "logs.%s.amazonaws.com".formatted(identity.region())),
                        ROLES),
                Statement.allow(
                                "InstanceProfile",
                                "iam:GetInstanceProfile",
                                "iam:CreateInstanceProfile",
                                "iam:TagInstanceProfile",
                                "iam:AddRoleToInstanceProfile",
                                "iam:RemoveRoleFromInstanceProfile",
                                "iam:DeleteInstanceProfile")
                        .on(permissions.arns("instance-profile", LabNames.INSTANCE_PROFILE)));
    }

    /** Images belong to AWS; what an instance is made of is found by no name before it is made. */
    private List<Statement> instances() {
        String instances = ec2("instance");
        return List.of(
                Statement.allow("NewestImage", "ssm:GetParameter")
                        .on("arn:%s:ssm:%s::parameter/aws/service/ami-amazon-linux-latest/*"
                                .formatted(identity.partition(), identity.region())),
                Statement.allow("Launch", "ec2:RunInstances")
                        .on(
                                instances,
                                ec2("volume"),
                                ec2("network-interface"),
                                ec2("subnet"),
                                ec2("security-group"),
                                "arn:%s:ec2:%s::image/*".formatted(identity.partition(), identity.region())),
                ifOurs(Statement.allow("End", "ec2:StartInstances", "ec2:TerminateInstances")
                        .on(instances)),
                Statement.allow("RunOn", "ssm:SendCommand")
                        .on(instances)
                        .when("StringEquals", "ssm:resourceTag/" + LabNames.MARK.key(), LabNames.MARK.value()),
                Statement.allow("RunShell", "ssm:SendCommand")
                        .on("arn:%s:ssm:%s::document/AWS-RunShellScript"
                                .formatted(identity.partition(), identity.region())));
    }

    private List<Statement> rules() {
        return List.of(
                Statement.allow("MakeGroup", "ec2:CreateSecurityGroup").on(ec2("security-group"), ec2("vpc")),
                ifOurs(Statement.allow(
                                "ChangeGroup",
                                "ec2:AuthorizeSecurityGroupIngress",
                                "ec2:RevokeSecurityGroupIngress",
                                "ec2:DeleteSecurityGroup")
                        .on(ec2("security-group"))),
                Statement.allow(
                                "ChangeAcl",
                                "ec2:CreateNetworkAclEntry",
                                "ec2:DeleteNetworkAclEntry",
                                "ec2:CreateTags",
                                "ec2:DeleteTags")
                        .on(ec2("network-acl")));
    }

    private static Statement ifOurs(Statement statement) {
        return statement.when("StringEquals", "aws:ResourceTag/" + LabNames.MARK.key(), LabNames.MARK.value());
    }

    private String ec2(String type) {
        return identity.arn("ec2", type + "/*");
    }
}
