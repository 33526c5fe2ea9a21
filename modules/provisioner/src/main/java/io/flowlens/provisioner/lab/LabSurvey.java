package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.Roles;
import io.flowlens.provisioner.logs.LogDelivery;
import io.flowlens.provisioner.logs.LogSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.iam.model.Role;

/** Looks up what there is of the lab; changes nothing. */
final class LabSurvey {

    private final AwsClients clients;
    private final Roles roles;
    private final InstanceProfiles profiles;
    private final LabRules rules;
    private final LabNetwork network;
    private final LabInstances instances;
    private final LogDelivery delivery;
    private final LogSubscription subscription;

    LabSurvey(AwsClients clients) {
        this.clients = clients;
        Waiting waiting = new Waiting(Progress.silent());
        roles = new Roles(clients, waiting, LabNames.MARK);
        profiles = new InstanceProfiles(clients, waiting);
        rules = new LabRules(clients);
        network = new LabNetwork(clients, waiting);
        instances = new LabInstances(clients, waiting);
        delivery = new LogDelivery(clients, waiting, LabNames.DELIVERY, LabNames.MARK);
        subscription = new LogSubscription(clients, waiting, LabNames.SUBSCRIPTION, LabNames.MARK);
    }

    LabState run() {
        AwsIdentity identity = clients.identity();
        Optional<String> vpcId = network.findDefaultVpc();
        List<Instance> found = instances.find();
        Set<String> online = found.isEmpty() ? Set.of() : instances.online();
        return new LabState(
                identity.account(),
                identity.region(),
                network(vpcId, found),
                roleArn(LabNames.INSTANCE_ROLE),
                found.stream().map(instance -> instance(instance, online)).toList(),
                logs(vpcId),
                subscription(),
                beside());
    }

    private List<String> beside() {
        List<String> beside = new ArrayList<>();
        profiles.find(LabNames.INSTANCE_PROFILE)
                .filter(profile -> LabNames.MARK.isOnIam(profile.tags()))
                .ifPresent(profile -> beside.add("instance profile " + profile.instanceProfileName()));
        rules.deniedAcls().forEach(acl -> beside.add("entry %d of network ACL %s".formatted(LabRules.DENY_ENTRY, acl)));
        return beside;
    }

    private LabState.Network network(Optional<String> vpcId, List<Instance> found) {
        Optional<String> subnet = found.isEmpty()
                ? vpcId.flatMap(vpc -> network.subnets(vpc).stream().findFirst())
                : Optional.of(found.get(0).subnetId());
        return new LabState.Network(
                vpcId.orElse(null),
                subnet.orElse(null),
                subnet.flatMap(network::aclOf).orElse(null),
                vpcId.flatMap(network::findGroup).orElse(null));
    }

    private static LabState.Instance instance(Instance instance, Set<String> online) {
        String interfaceId = instance.networkInterfaces().isEmpty()
                ? null
                : instance.networkInterfaces().get(0).networkInterfaceId();
        return new LabState.Instance(
                instance.instanceId(),
                instance.privateIpAddress(),
                instance.publicIpAddress(),
                interfaceId,
                instance.state().nameAsString(),
                online.contains(instance.instanceId()));
    }

    private LabState.Logs logs(Optional<String> vpcId) {
        return new LabState.Logs(
                nameOf(delivery.findLogGroup(), group -> group.logGroupName()),
                nameOf(vpcId.flatMap(delivery::findFlowLog), FlowLog::flowLogId),
                roleArn(LabNames.FLOW_LOGS_ROLE));
    }

    private LabState.Subscription subscription() {
        var stream = subscription.findStream();
        return new LabState.Subscription(
                nameOf(stream, found -> found.streamName()),
                nameOf(stream, found -> found.streamARN()),
                nameOf(subscription.findFilter(), found -> found.filterName()),
                roleArn(LabNames.SUBSCRIPTION_ROLE));
    }

    private String roleArn(String name) {
        return nameOf(roles.find(name), Role::arn);
    }

    private static <T> String nameOf(Optional<T> found, Function<T, String> name) {
        return found.map(name).orElse(null);
    }
}
