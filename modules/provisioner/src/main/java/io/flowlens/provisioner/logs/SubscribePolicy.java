package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.iam.LogPermissions;
import io.flowlens.provisioner.iam.Policy;
import io.flowlens.provisioner.iam.Statement;
import java.util.ArrayList;
import java.util.List;

/** What {@link FlowLogSubscription} needs to find, make and delete. */
public final class SubscribePolicy {

    private static final String OWN = FlowLogSubscription.NAME + "-*";

    private SubscribePolicy() {}

    /** @param logGroup that is subscribed to; a star stands for any characters */
    public static Policy of(AwsIdentity identity, String logGroup) {
        LogPermissions permissions = new LogPermissions(identity, FlowLogSubscription.TAG);
        List<Statement> all = new ArrayList<>();
        all.add(Statement.allow("Look", "ec2:DescribeVpcs", "ec2:DescribeFlowLogs", "logs:DescribeLogGroups")
                .onAnything());
        all.add(permissions.roles(OWN));
        all.add(permissions.passRoles(
                List.of("vpc-flow-logs.amazonaws.com", "logs.%s.amazonaws.com".formatted(identity.region())), OWN));
        all.addAll(permissions.flowLogs());
        all.add(permissions.tagOnCreation("CreateFlowLogs"));
        all.add(permissions.logGroups(FlowLogSource.OWN_GROUPS + "*"));
        all.add(permissions.subscriptionFilters(logGroup));
        all.add(permissions.streams(OWN));
        return new Policy(all);
    }
}
