package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.Map;

/** What AWS's own policies allow, as far as the sandbox knows them. */
final class AwsManaged {

    private static final Map<String, String> ACTIONS = Map.of(
            "AdministratorAccess",
            "\"*\"",
            "AmazonEC2ReadOnlyAccess",
            "[\"ec2:Describe*\",\"ec2:GetSecurityGroupsForVpc\",\"cloudwatch:ListMetrics\"]",
            "AmazonSSMManagedInstanceCore",
            "[\"ssm:UpdateInstanceInformation\",\"ssm:GetParameter\",\"ssm:GetParameters\",\"ssm:GetDocument\","
                    + "\"ssm:DescribeDocument\",\"ssmmessages:*\",\"ec2messages:*\"]");

    private AwsManaged() {}

    static PolicyDocument document(String name) {
        String actions = ACTIONS.get(name);
        if (actions == null) {
            throw AwsException.badRequest(
                    "InvalidInput", "The sandbox does not know what AWS's policy " + name + " allows.");
        }
        return PolicyDocument.of(
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"*\"}]}".formatted(actions));
    }
}
