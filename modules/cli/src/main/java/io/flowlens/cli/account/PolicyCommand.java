package io.flowlens.cli.account;

import io.flowlens.cli.AwsCommand;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.iam.Policy;
import io.flowlens.provisioner.iam.ProductPolicies;
import io.flowlens.provisioner.iam.ServicePolicies;
import io.flowlens.provisioner.lab.LabPolicy;
import io.flowlens.provisioner.logs.SubscribePolicy;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code flowlens policy}. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the IAM policy with the least that a part of flowlens needs, with account, region and names filled in.",
            ""
        },
        footer = {
            "",
            "Parts you run:      lab, subscribe, inventory, ingest-stream, ingest-stream-pushed, ingest-log-group,",
            "                    ingest-bucket, ingest-queue",
            "Roles AWS takes:    flow-log-delivery, flow-log-delivery-trust, subscription, subscription-trust",
            "",
            "Example: flowlens policy ingest-stream --stream flowlens-my-group > policy.json",
            "         aws iam put-role-policy --role-name flowlens --policy-name ingest --policy-document file://policy.json"
        })
public final class PolicyCommand extends AwsCommand {

    /** Whose policy; a name on the command line is in lower case with hyphens. */
    private enum Part {
        LAB,
        SUBSCRIBE,
        INVENTORY,
        INGEST_STREAM,
        INGEST_STREAM_PUSHED,
        INGEST_LOG_GROUP,
        INGEST_BUCKET,
        INGEST_QUEUE,
        FLOW_LOG_DELIVERY,
        FLOW_LOG_DELIVERY_TRUST,
        SUBSCRIPTION,
        SUBSCRIPTION_TRUST
    }

    @Parameters(paramLabel = "PART", description = "Whose policy; see below.")
    private String part;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Account of 12 digits (default: that of the credentials, which AWS is asked for).")
    private String account;

    @Option(names = "--log-group", paramLabel = "NAME", description = "Log group of the flow logs.")
    private String logGroup;

    @Option(names = "--stream", paramLabel = "NAME", description = "Kinesis stream.")
    private String stream;

    @Option(names = "--bucket", paramLabel = "NAME", description = "Bucket of the flow logs.")
    private String bucket;

    @Option(names = "--queue", paramLabel = "NAME", description = "SQS queue that hears of new objects.")
    private String queue;

    @Option(names = "--cloudtrail", description = "For an inventory that asks CloudTrail who made a change.")
    private boolean cloudTrail;

    @Override
    protected int run(AwsClients clients) {
        Part wanted = part();
        AwsIdentity identity = account == null ? clients.identity() : clients.identityOf(account);
        spec().commandLine().getOut().print(policy(wanted, identity).json());
        spec().commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private Part part() {
        for (Part candidate : Part.values()) {
            if (candidate.name().equals(part.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return candidate;
            }
        }
        throw new ParameterException(spec().commandLine(), "no part of flowlens is called '%s'".formatted(part));
    }

    private Policy policy(Part wanted, AwsIdentity identity) {
        ProductPolicies product = new ProductPolicies(identity);
        return switch (wanted) {
            case LAB -> LabPolicy.of(identity);
            case SUBSCRIBE -> SubscribePolicy.of(identity, given(logGroup, "--log-group"));
            case INVENTORY -> cloudTrail ? product.inventoryWithCloudTrail() : product.inventory();
            case INGEST_STREAM -> product.ingestStream(given(stream, "--stream"));
            case INGEST_STREAM_PUSHED -> product.ingestStreamPushed(given(stream, "--stream"));
            case INGEST_LOG_GROUP -> product.ingestLogGroup(given(logGroup, "--log-group"));
            case INGEST_BUCKET -> product.ingestBucket(given(bucket, "--bucket"));
            case INGEST_QUEUE -> product.ingestQueue(given(bucket, "--bucket"), given(queue, "--queue"));
            case FLOW_LOG_DELIVERY -> ServicePolicies.writeLogGroup(identity, given(logGroup, "--log-group"));
            case FLOW_LOG_DELIVERY_TRUST -> ServicePolicies.trustFlowLogs(identity);
            case SUBSCRIPTION -> ServicePolicies.putOnStream(identity, given(stream, "--stream"));
            case SUBSCRIPTION_TRUST -> ServicePolicies.trustLogs(identity);
        };
    }

    private String given(String value, String option) {
        if (value == null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "the policy of %s is for one resource: name it with %s".formatted(part, option));
        }
        return value;
    }
}
