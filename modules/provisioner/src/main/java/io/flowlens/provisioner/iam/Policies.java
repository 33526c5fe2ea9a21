package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsIdentity;

/** The texts of the policies of the roles that AWS takes: who may, and the least it needs to do. */
final class Policies {

    private Policies() {}

    /** EC2 hands the role to an instance through its profile; nobody else can. */
    static String trustEc2() {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"Service": "ec2.amazonaws.com"},
                      "Action": "sts:AssumeRole"
                    }
                  ]
                }
                """;
    }

    /** The conditions keep the service from taking the role for somebody else's flow log (the "confused deputy"). */
    static String trustFlowLogs(AwsIdentity identity) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"Service": "vpc-flow-logs.amazonaws.com"},
                      "Action": "sts:AssumeRole",
                      "Condition": {
                        "StringEquals": {"aws:SourceAccount": "%s"},
                        "ArnLike": {"aws:SourceArn": "%s"}
                      }
                    }
                  ]
                }
                """.formatted(identity.account(), identity.arn("ec2", "vpc-flow-log/*"));
    }

    /** Streams and events of one log group; the group is ours to make, so the service may not make any. */
    static String writeLogGroup(AwsIdentity identity, String logGroup) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                      "Resource": "%s"
                    },
                    {
                      "Effect": "Allow",
                      "Action": "logs:DescribeLogGroups",
                      "Resource": "*"
                    }
                  ]
                }
                """.formatted(identity.arn("logs", "log-group:" + logGroup + ":*"));
    }

    static String trustLogs(AwsIdentity identity) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"Service": "logs.%s.amazonaws.com"},
                      "Action": "sts:AssumeRole",
                      "Condition": {
                        "StringLike": {"aws:SourceArn": "%s"}
                      }
                    }
                  ]
                }
                """.formatted(identity.region(), identity.arn("logs", "*"));
    }

    static String putOnStream(AwsIdentity identity, String stream) {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": "kinesis:PutRecord",
                      "Resource": "%s"
                    }
                  ]
                }
                """.formatted(identity.arn("kinesis", "stream/" + stream));
    }
}
