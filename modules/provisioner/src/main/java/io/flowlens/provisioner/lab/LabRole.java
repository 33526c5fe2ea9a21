package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsIdentity;
import java.util.Optional;

/**
 * A role as the lab wants it.
 *
 * @param trust who may take it
 * @param inline what it may do, written for it
 * @param managed ARN of an AWS policy that says what it may do
 */
record LabRole(String name, String description, String trust, Optional<String> inline, Optional<String> managed) {

    /** Lets Systems Manager run commands on the instances: no key pair, no open port. */
    static LabRole instances(AwsIdentity identity) {
        return new LabRole(
                LabNames.INSTANCE_ROLE,
                "Lets Systems Manager run commands on the instances of the flow logs lab.",
                Policies.trustEc2(),
                Optional.empty(),
                Optional.of("arn:%s:iam::aws:policy/AmazonSSMManagedInstanceCore".formatted(identity.partition())));
    }

    static LabRole flowLogs(AwsIdentity identity) {
        return new LabRole(
                LabNames.FLOW_LOGS_ROLE,
                "Lets VPC flow logs write to the log group of the flow logs lab.",
                Policies.trustFlowLogs(identity),
                Optional.of(Policies.writeLogGroup(identity, LabNames.LOG_GROUP)),
                Optional.empty());
    }

    static LabRole subscription(AwsIdentity identity) {
        return new LabRole(
                LabNames.SUBSCRIPTION_ROLE,
                "Lets CloudWatch Logs put the flow logs of the lab on its Kinesis stream.",
                Policies.trustLogs(identity),
                Optional.of(Policies.putOnStream(identity, LabNames.STREAM)),
                Optional.empty());
    }

    String inlineName() {
        return name + "-Policy";
    }
}
