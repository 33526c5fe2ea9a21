package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsIdentity;

/** Who may take the roles that AWS's services take for us, and the least they need to do. */
public final class ServicePolicies {

    private ServicePolicies() {}

    /** EC2 hands the role to an instance through its profile; nobody else can. */
    static Policy trustEc2() {
        return Policy.of(Statement.trust("ec2.amazonaws.com"));
    }

    /** The conditions keep the service from taking the role for somebody else's flow log (the "confused deputy"). */
    public static Policy trustFlowLogs(AwsIdentity identity) {
        return Policy.of(Statement.trust("vpc-flow-logs.amazonaws.com")
                .when("StringEquals", "aws:SourceAccount", identity.account())
                .when("ArnLike", "aws:SourceArn", identity.arn("ec2", "vpc-flow-log/*")));
    }

    /** Streams and events of one log group; the group is ours to make, so the service may not make any. */
    public static Policy writeLogGroup(AwsIdentity identity, String logGroup) {
        return Policy.of(
                Statement.allow("Write", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams")
                        .on(identity.arn("logs", "log-group:" + logGroup + ":*")),
                Statement.allow("Find", "logs:DescribeLogGroups").onAnything());
    }

    /** For log groups of this account and region alone. */
    public static Policy trustLogs(AwsIdentity identity) {
        return Policy.of(Statement.trust("logs.%s.amazonaws.com".formatted(identity.region()))
                .when("StringLike", "aws:SourceArn", identity.arn("logs", "*")));
    }

    public static Policy putOnStream(AwsIdentity identity, String stream) {
        return Policy.of(Statement.allow("Put", "kinesis:PutRecord").on(identity.arn("kinesis", "stream/" + stream)));
    }
}
