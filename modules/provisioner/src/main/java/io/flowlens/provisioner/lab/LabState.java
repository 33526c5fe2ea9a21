package io.flowlens.provisioner.lab;

import java.util.List;

/**
 * What there is of the lab. Whatever is not there is null.
 *
 * @param account that it is in
 * @param region that it is in
 * @param network where it is
 * @param instanceRoleArn the role of the instances
 * @param instances oldest first; the first is the one that pings
 * @param logs where the flow logs go
 * @param subscription how they leave AWS
 * @param beside what else would be deleted with it, in words: instance profile, network ACL entries
 */
public record LabState(
        String account,
        String region,
        Network network,
        String instanceRoleArn,
        List<Instance> instances,
        Logs logs,
        Subscription subscription,
        List<String> beside) {

    public LabState {
        instances = List.copyOf(instances);
        beside = List.copyOf(beside);
    }

    /** The default VPC, the instances' subnet with its network ACL, and the instances' security group. */
    public record Network(String vpcId, String subnetId, String aclId, String groupId) {}

    /**
     * One of the two.
     *
     * @param publicIp null while it has none
     * @param interfaceId under which the flow logs know it
     * @param state as EC2 names it: {@code running}
     * @param reachable when Systems Manager can run commands on it
     */
    public record Instance(
            String id, String privateIp, String publicIp, String interfaceId, String state, boolean reachable) {}

    /** The log group, the flow log of the VPC that writes to it, and the role it writes with. */
    public record Logs(String logGroup, String flowLogId, String roleArn) {}

    /** The stream, the filter that puts the log group's events on it, and the role it does that with. */
    public record Subscription(String streamName, String streamArn, String filterName, String roleArn) {}

    /** Whether everything is there, so that a ping from the first instance to the second leaves a trace on the stream. */
    public boolean complete() {
        return network.groupId() != null
                && instances.size() >= LabInstances.WANTED
                && instances.stream().allMatch(Instance::reachable)
                && logs.logGroup() != null
                && logs.flowLogId() != null
                && subscription.streamArn() != null
                && subscription.filterName() != null;
    }

    /** Whether there is nothing that {@link Lab#down} would delete. */
    public boolean absent() {
        return network.groupId() == null
                && instanceRoleArn == null
                && instances.isEmpty()
                && beside.isEmpty()
                && logs.equals(new Logs(null, null, null))
                && subscription.equals(new Subscription(null, null, null, null));
    }
}
