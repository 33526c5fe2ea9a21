package io.flowlens.provisioner.iam;

import io.flowlens.provisioner.AwsIdentity;
import java.util.Optional;

/**
 * A role as it is wanted.
 *
 * @param trust who may take it
 * @param inline what it may do, written for it
 * @param managed ARN of an AWS policy that says what it may do
 */
public record RoleSpec(
        String name, String description, String trust, Optional<String> inline, Optional<String> managed) {

    /** Lets Systems Manager run commands on instances: no key pair, no open port. */
    public static RoleSpec instances(AwsIdentity identity, String name) {
        return new RoleSpec(
                name,
                "Lets Systems Manager run commands on the instances of the flow logs lab.",
                ServicePolicies.trustEc2().json(),
                Optional.empty(),
                Optional.of(ssmPolicy(identity)));
    }

    /** The ARN of AWS's policy for instances that Systems Manager works on. */
    public static String ssmPolicy(AwsIdentity identity) {
        return "arn:%s:iam::aws:policy/AmazonSSMManagedInstanceCore".formatted(identity.partition());
    }

    /** Lets VPC flow logs write to one log group. */
    public static RoleSpec flowLogs(AwsIdentity identity, String name, String logGroup) {
        return new RoleSpec(
                name,
                "Lets VPC flow logs write to log group " + logGroup + ".",
                ServicePolicies.trustFlowLogs(identity).json(),
                Optional.of(ServicePolicies.writeLogGroup(identity, logGroup).json()),
                Optional.empty());
    }

    /** Lets CloudWatch Logs put events on one Kinesis stream. */
    public static RoleSpec subscription(AwsIdentity identity, String name, String stream) {
        return new RoleSpec(
                name,
                "Lets CloudWatch Logs put events on Kinesis stream " + stream + ".",
                ServicePolicies.trustLogs(identity).json(),
                Optional.of(ServicePolicies.putOnStream(identity, stream).json()),
                Optional.empty());
    }

    String inlineName() {
        return name + "-Policy";
    }
}
