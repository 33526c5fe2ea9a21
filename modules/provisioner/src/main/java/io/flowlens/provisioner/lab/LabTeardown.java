package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.Removals;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.Roles;
import io.flowlens.provisioner.logs.LogDelivery;
import io.flowlens.provisioner.logs.LogSubscription;
import io.flowlens.provisioner.logs.LogTeardown;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Deletes in the order AWS asks for: the instances are told to end first, because that takes longest, and their security
 * group, profile and role go last.
 */
final class LabTeardown {

    private final Removals removals;
    private final InstanceProfiles profiles;
    private final LabNetwork network;
    private final LabInstances instances;
    private final LogDelivery delivery;
    private final LogTeardown logs;
    private final LabRules rules;

    LabTeardown(AwsClients clients, Progress progress) {
        removals = new Removals(progress);
        Waiting waiting = new Waiting(progress);
        profiles = new InstanceProfiles(clients, waiting);
        network = new LabNetwork(clients, waiting);
        instances = new LabInstances(clients, waiting);
        delivery = new LogDelivery(clients, waiting, LabNames.DELIVERY, LabNames.MARK);
        logs = new LogTeardown(
                delivery,
                new LogSubscription(clients, waiting, LabNames.SUBSCRIPTION, LabNames.MARK),
                new Roles(clients, waiting, LabNames.MARK),
                removals);
        rules = new LabRules(clients);
    }

    Teardown run() {
        List<Instance> ending = new ArrayList<>();
        List<String> vpcs = new ArrayList<>();
        removals.attempt(() -> endInstances(ending));
        removals.attempt(logs::deleteFilter);
        removals.attempt(() -> network.findDefaultVpc().ifPresent(vpcs::add));
        vpcs.forEach(vpc -> removals.attempt(() -> delivery.findFlowLog(vpc).ifPresent(logs::deleteFlowLog)));
        removals.attempt(logs::deleteStream);
        removals.attempt(() -> logs.deleteRole(LabNames.SUBSCRIPTION_ROLE));
        removals.attempt(logs::deleteLogGroup);
        removals.attempt(() -> logs.deleteRole(LabNames.FLOW_LOGS_ROLE));
        removals.attempt(this::deleteAclEntries);
        removals.attempt(() -> awaitEnd(ending));
        vpcs.forEach(vpc -> removals.attempt(() -> deleteGroup(vpc)));
        removals.attempt(this::deleteProfile);
        removals.attempt(() -> logs.deleteRole(LabNames.INSTANCE_ROLE));
        return removals.result();
    }

    private void endInstances(List<Instance> ending) {
        List<Instance> found = instances.find();
        if (!found.isEmpty()) {
            instances.terminate(found);
            ending.addAll(found);
        }
    }

    private void awaitEnd(List<Instance> ending) {
        instances.awaitGone(ending);
        ending.forEach(instance -> removals.deleted("instance " + instance.instanceId()));
    }

    private void deleteAclEntries() {
        rules.deniedAcls().forEach(aclId -> {
            rules.allowPings(aclId);
            removals.deleted("entry %d of network ACL %s".formatted(LabRules.DENY_ENTRY, aclId));
        });
    }

    private void deleteGroup(String vpcId) {
        network.findGroup(vpcId).ifPresent(groupId -> {
            network.deleteGroup(groupId);
            removals.deleted("security group " + groupId);
        });
    }

    private void deleteProfile() {
        profiles.find(LabNames.INSTANCE_PROFILE)
                .ifPresent(profile -> removals.deleteIf(
                        LabNames.MARK.isOnIam(profile.tags()),
                        "instance profile " + profile.instanceProfileName(),
                        () -> profiles.delete(profile)));
    }
}
