package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parts of flowlens need themselves: the actions their code calls, on the resources they call them for. */
public final class ProductPolicies {

    private final AwsIdentity identity;

    public ProductPolicies(AwsIdentity identity) {
        this.identity = identity;
    }

    /** {@code flowlens inventory --cloudtrail}: CloudTrail answers for all of an account, or not at all. */
    public Policy inventoryWithCloudTrail(List<String> regions) {
        List<Statement> all = new ArrayList<>(inventory(regions).statements());
        all.add(Statement.allow("AskWho", "cloudtrail:LookupEvents")
                .onAnything()
                .when("StringEquals", "aws:RequestedRegion", regions.toArray(String[]::new)));
        return new Policy(all);
    }

    /** {@code flowlens inventory}: looks at the network, changes nothing. */
    public Policy inventory(List<String> regions) {
        return Policy.of(
                Statement.allow(
                                "Look",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribeInstances",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSecurityGroupRules",
                                "ec2:DescribeNetworkAcls",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcs",
                                "ec2:DescribeManagedPrefixLists",
                                "ec2:DescribeFlowLogs")
                        .onAnything()
                        .when("StringEquals", "ec2:Region", regions.toArray(String[]::new)),
                // Lists of AWS, such as S3's addresses, belong to no account.
                Statement.allow("ReadPrefixLists", "ec2:GetManagedPrefixListEntries")
                        .on(regions.stream()
                                .map(region -> "arn:%s:ec2:%s:*:prefix-list/*".formatted(identity.partition(), region))
                                .toArray(String[]::new)));
    }

    /** {@code flowlens inventory --assume-role}: what it may do then, the roles say. */
    public Policy assume(List<String> roles) {
        return Policy.of(Statement.allow("TakeRoles", "sts:AssumeRole").on(roles.toArray(String[]::new)));
    }

    /** The trust of such a role: who runs in this account, and knows the external id where there is one. */
    public Policy trust(Optional<String> externalId) {
        Statement trust = Statement.trust("arn:%s:iam::%s:root".formatted(identity.partition(), identity.account()));
        return Policy.of(externalId
                .map(id -> trust.when("StringEquals", "sts:ExternalId", id))
                .orElse(trust));
    }

    /** {@code flowlens ingest --stream}. */
    public Policy ingestStream(String stream) {
        return Policy.of(Statement.allow(
                        "Read",
                        "kinesis:DescribeStreamSummary",
                        "kinesis:ListShards",
                        "kinesis:GetShardIterator",
                        "kinesis:GetRecords")
                .on(stream(stream)));
    }

    /** {@code flowlens ingest --stream --fan-out}: a look back is polled all the same. */
    public Policy ingestStreamPushed(String stream) {
        List<Statement> all = new ArrayList<>(ingestStream(stream).statements());
        all.add(Statement.allow("Register", "kinesis:RegisterStreamConsumer").on(stream(stream)));
        all.add(Statement.allow("BePushed", "kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard")
                .on(stream(stream) + "/consumer/*"));
        return new Policy(all);
    }

    /** {@code flowlens ingest --log-group}. */
    public Policy ingestLogGroup(String logGroup) {
        return Policy.of(
                Statement.allow("Read", "logs:FilterLogEvents")
                        .on(identity.arn("logs", "log-group:" + logGroup + ":*")),
                Statement.allow("Find", "logs:DescribeLogGroups").onAnything());
    }

    /** {@code flowlens ingest --s3}, without a queue: what is there. */
    public Policy ingestBucket(String bucket) {
        return Policy.of(
                Statement.allow("List", "s3:ListBucket").on(bucket(bucket)),
                Statement.allow("Read", "s3:GetObject").on(bucket(bucket) + "/AWSLogs/*"));
    }

    /** {@code flowlens ingest --s3 --queue}: what comes. */
    public Policy ingestQueue(String bucket, String queue) {
        return Policy.of(
                Statement.allow("Hear", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility")
                        .on(identity.arn("sqs", queue)),
                Statement.allow("Read", "s3:GetObject").on(bucket(bucket) + "/AWSLogs/*"));
    }

    /** {@code flowlens doctor}, so that it need not try what it asks about. */
    public Policy doctor() {
        return Policy.of(Statement.allow("AskIam", "iam:SimulatePrincipalPolicy", "iam:GetRole")
                .on("arn:%s:iam::%s:role/*".formatted(identity.partition(), identity.account())));
    }

    private String stream(String name) {
        return identity.arn("kinesis", "stream/" + name);
    }

    private String bucket(String name) {
        return "arn:%s:s3:::%s".formatted(identity.partition(), name);
    }
}
