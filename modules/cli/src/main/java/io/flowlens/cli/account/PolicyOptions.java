package io.flowlens.cli.account;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.AwsNetworks.Roles;
import io.flowlens.provisioner.iam.Policy;
import io.flowlens.provisioner.iam.ProductPolicies;
import io.flowlens.provisioner.iam.ServicePolicies;
import io.flowlens.provisioner.lab.LabPolicy;
import io.flowlens.provisioner.logs.SubscribePolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What policies are for, and the policies. */
public final class PolicyOptions {

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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The part of that name; anything else is wrong usage. */
    public PolicyPart part(String word) {
        return PolicyPart.of(word)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "no part of flowlens is called '%s'".formatted(word)));
    }

    /** What people run and has all the names it needs. */
    public List<PolicyPart> named() {
        return Stream.of(PolicyPart.values())
                .filter(part -> part.isRun() && names().keySet().containsAll(part.needs()))
                .toList();
    }

    /** The policy of a part; a name that it needs and was not given is wrong usage. */
    public Policy of(PolicyPart part, AwsIdentity identity) {
        return of(part, identity, List.of(identity.region()), Roles.NONE);
    }

    Policy of(PolicyPart part, AwsIdentity identity, List<String> regions, Roles roles) {
        Map<String, String> names = names();
        for (String option : part.needs()) {
            if (!names.containsKey(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the policy of %s is for one resource: name it with %s".formatted(part.word(), option));
            }
        }
        ProductPolicies product = new ProductPolicies(identity);
        return switch (part) {
            case LAB -> LabPolicy.of(identity);
            case SUBSCRIBE -> SubscribePolicy.of(identity, logGroup);
            case INVENTORY -> inventory(product, regions, roles);
            case INVENTORY_TRUST -> product.trust(roles.externalId());
            case INGEST_STREAM -> product.ingestStream(stream);
            case INGEST_STREAM_PUSHED -> product.ingestStreamPushed(stream);
            case INGEST_LOG_GROUP -> product.ingestLogGroup(logGroup);
            case INGEST_BUCKET -> product.ingestBucket(bucket);
            case INGEST_QUEUE -> product.ingestQueue(bucket, queue);
            case DOCTOR -> product.doctor();
            case FLOW_LOG_DELIVERY -> ServicePolicies.writeLogGroup(identity, logGroup);
            case FLOW_LOG_DELIVERY_TRUST -> ServicePolicies.trustFlowLogs(identity);
            case SUBSCRIPTION -> ServicePolicies.putOnStream(identity, stream);
            case SUBSCRIPTION_TRUST -> ServicePolicies.trustLogs(identity);
        };
    }

    private Policy inventory(ProductPolicies product, List<String> regions, Roles roles) {
        if (!roles.arns().isEmpty()) {
            return product.assume(roles.arns());
        }
        return cloudTrail ? product.inventoryWithCloudTrail(regions) : product.inventory(regions);
    }

    private Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        put(names, "--log-group", logGroup);
        put(names, "--stream", stream);
        put(names, "--bucket", bucket);
        put(names, "--queue", queue);
        return names;
    }

    private static void put(Map<String, String> names, String option, String value) {
        if (value != null) {
            names.put(option, value);
        }
    }
}
