package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Deletes in the order AWS asks for: the instances are told to end first, because that takes longest, and their security
 * group, profile and role go last.
 */
final class LabTeardown {

    private final Progress progress;
    private final Roles roles;
    private final InstanceProfiles profiles;
    private final LabNetwork network;
    private final LabInstances instances;
    private final LogDelivery delivery;
    private final LogSubscription subscription;
    private final LabRules rules;

    private final List<String> deleted = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    LabTeardown(AwsClients clients, Progress progress) {
        this.progress = progress;
        Waiting waiting = new Waiting(progress);
        roles = new Roles(clients);
        profiles = new InstanceProfiles(clients);
        network = new LabNetwork(clients);
        instances = new LabInstances(clients, waiting);
        delivery = new LogDelivery(clients, waiting);
        subscription = new LogSubscription(clients, waiting);
        rules = new LabRules(clients);
    }

    Teardown run() {
        List<Instance> ending = new ArrayList<>();
        attempt(() -> endInstances(ending));
        attempt(this::deleteFilter);
        Optional<String> vpcId = findVpc();
        vpcId.ifPresent(vpc -> attempt(() -> deleteFlowLog(vpc)));
        attempt(this::deleteStream);
        attempt(() -> deleteRole(LabNames.SUBSCRIPTION_ROLE));
        attempt(this::deleteLogGroup);
        attempt(() -> deleteRole(LabNames.FLOW_LOGS_ROLE));
        attempt(this::deleteAclEntries);
        attempt(() -> awaitEnd(ending));
        vpcId.ifPresent(vpc -> attempt(() -> deleteGroup(vpc)));
        attempt(this::deleteProfile);
        attempt(() -> deleteRole(LabNames.INSTANCE_ROLE));
        return new Teardown(deleted, left, failed);
    }

    private Optional<String> findVpc() {
        try {
            return network.findDefaultVpc();
        } catch (ProvisioningException e) {
            failed.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** What fails is noted: the rest can go all the same. */
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (ProvisioningException e) {
            failed.add(e.getMessage());
        }
    }

    private void deleted(String what) {
        deleted.add(what);
        progress.done("deleted " + what);
    }

    private void left(String what) {
        left.add(what);
        progress.done("left %s, which this lab did not make".formatted(what));
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
        ending.forEach(instance -> deleted("instance " + instance.instanceId()));
    }

    private void deleteFilter() {
        if (subscription.findFilter().isPresent()) {
            subscription.deleteFilter();
            deleted("subscription filter " + LabNames.SUBSCRIPTION_FILTER);
        }
    }

    private void deleteFlowLog(String vpcId) {
        delivery.findFlowLog(vpcId).ifPresent(flowLog -> {
            String what = "flow log " + flowLog.flowLogId();
            if (LabTags.ours(flowLog.tags())) {
                delivery.deleteFlowLog(flowLog);
                deleted(what);
            } else {
                left(what);
            }
        });
    }

    private void deleteStream() {
        if (subscription.findStream().isEmpty()) {
            return;
        }
        String what = "Kinesis stream " + LabNames.STREAM;
        if (subscription.streamIsOurs()) {
            subscription.deleteStream();
            deleted(what);
        } else {
            left(what);
        }
    }

    private void deleteLogGroup() {
        delivery.findLogGroup().ifPresent(group -> {
            String what = "log group " + group.logGroupName();
            if (delivery.ours(group)) {
                delivery.deleteLogGroup();
                deleted(what);
            } else {
                left(what);
            }
        });
    }

    private void deleteAclEntries() {
        rules.deniedAcls().forEach(aclId -> {
            rules.allowPings(aclId);
            deleted("entry %d of network ACL %s".formatted(LabRules.DENY_ENTRY, aclId));
        });
    }

    private void deleteGroup(String vpcId) {
        network.findGroup(vpcId).ifPresent(groupId -> {
            network.deleteGroup(groupId);
            deleted("security group " + groupId);
        });
    }

    private void deleteProfile() {
        profiles.find(LabNames.INSTANCE_PROFILE).ifPresent(profile -> {
            String what = "instance profile " + profile.instanceProfileName();
            if (LabTags.oursInIam(profile.tags())) {
                profiles.delete(profile);
                deleted(what);
            } else {
                left(what);
            }
        });
    }

    private void deleteRole(String name) {
        roles.find(name).ifPresent(role -> {
            String what = "role " + name;
            if (LabTags.oursInIam(role.tags())) {
                roles.delete(name);
                deleted(what);
            } else {
                left(what);
            }
        });
    }
}
