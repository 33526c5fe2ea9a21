package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.cost.Cost;
import io.flowlens.provisioner.logs.LogDelivery;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Lab#up} would do: told before it is done.
 *
 * @param found what is there already
 * @param missing what would be made, in order
 */
public record LabPlan(List<String> found, List<String> missing) {

    private static final int DISK_GB = 8;
    /** Two idle instances on the internet: scanners, updates, the agent of Systems Manager; measured by nobody. */
    private static final double LINES_PER_DAY = 20_000;

    public LabPlan {
        found = List.copyOf(found);
        missing = List.copyOf(missing);
    }

    /** What is missing from what there is. */
    public static LabPlan of(LabState state) {
        List<String> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        sort(state.instanceRoleArn(), "role " + LabNames.INSTANCE_ROLE + " and its instance profile", found, missing);
        sort(
                state.network().groupId(),
                "security group " + LabNames.SECURITY_GROUP + " without inbound rules",
                found,
                missing);
        sort(state.logs().logGroup(), "log group " + LabNames.LOG_GROUP, found, missing);
        sort(state.logs().roleArn(), "role " + LabNames.FLOW_LOGS_ROLE, found, missing);
        sort(state.logs().flowLogId(), "flow log " + LabNames.FLOW_LOG + " of the default VPC", found, missing);
        sort(state.subscription().streamArn(), "Kinesis stream " + LabNames.STREAM + " of one shard", found, missing);
        sort(state.subscription().roleArn(), "role " + LabNames.SUBSCRIPTION_ROLE, found, missing);
        sort(state.subscription().filterName(), "subscription filter " + LabNames.SUBSCRIPTION_FILTER, found, missing);
        int launched = Math.min(LabInstances.WANTED, state.instances().size());
        if (launched > 0) {
            found.add(instances(launched));
        }
        if (launched < LabInstances.WANTED) {
            missing.add(instances(LabInstances.WANTED - launched));
        }
        return new LabPlan(found, missing);
    }

    /** What the whole lab costs while it is there. */
    public static Cost cost() {
        return Cost.ofInstances(LabInstances.WANTED, DISK_GB)
                .plus(Cost.ofStream(LabNames.SHARDS))
                .plus(Cost.ofDelivery(LINES_PER_DAY, LogDelivery.KEPT_DAYS))
                .plus(Cost.ofRecords(LINES_PER_DAY));
    }

    public boolean isEmpty() {
        return missing.isEmpty();
    }

    private static String instances(int count) {
        return count == 1 ? "one instance t3.micro" : count + " instances t3.micro";
    }

    private static void sort(String id, String what, List<String> found, List<String> missing) {
        (id == null ? missing : found).add(what);
    }
}
