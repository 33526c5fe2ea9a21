package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/** The lab's two instances. */
final class LabInstances {

    static final int WANTED = 2;

    private static final Duration PROFILE_LIMIT = Duration.ofMinutes(2);
    private static final Duration STATE_LIMIT = Duration.ofMinutes(10);
    /** Zones that cannot give this instance type, or not now; another zone may. */
    private static final Set<String> OTHER_ZONE = Set.of("Unsupported", "InsufficientInstanceCapacity");

    private final AwsClients clients;
    private final Waiting waiting;

    LabInstances(AwsClients clients, Waiting waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    /** Ours that are not on their way out, oldest first. */
    List<Instance> find() {
        return all().stream()
                .filter(instance -> !leaving(instance) && !gone(instance))
                .sorted(Comparator.comparing(Instance::launchTime)
                        .thenComparing(Instance::amiLaunchIndex)
                        .thenComparing(Instance::instanceId))
                .toList();
    }

    private List<Instance> all() {
        return AwsCall.of(
                "describe instances",
                () -> ec2().describeInstancesPaginator().reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .filter(instance -> LabNames.MARK.isOn(instance.tags()))
                        .toList());
    }

    /** Launches what is missing, all in one subnet: between instances of one subnet no network ACL has a say. */
    void launchMissing(List<Instance> found, List<String> subnets, RunInstancesRequest wanted) {
        int missing = WANTED - found.size();
        String launch = wanted.securityGroupIds() + " beside " + idsEverUsed();
        if (missing <= 0) {
            return;
        }
        List<String> candidates =
                found.isEmpty() ? subnets : List.of(found.get(0).subnetId());
        ProvisioningException last = null;
        for (String subnet : candidates) {
            try {
                launch(wanted.toBuilder()
                        .subnetId(subnet)
                        .clientToken(token(launch, subnet))
                        .minCount(missing)
                        .maxCount(missing)
                        .build());
                return;
            } catch (ProvisioningException e) {
                if (!OTHER_ZONE.contains(e.code())) {
                    throw e;
                }
                last = e;
            }
        }
        throw last != null
                ? last
                : new ProvisioningException(
                        Reason.REFUSED, "the default VPC has no subnet; make one with 'aws ec2 create-default-subnet'");
    }

    /** Those that have ended too, as long as EC2 tells of them: a launch beside others is another launch. */
    private List<String> idsEverUsed() {
        return all().stream().map(Instance::instanceId).sorted().toList();
    }

    /** With the same token EC2 launches once, also for a run after this one that does not see the instances yet. */
    private static String token(String launch, String subnet) {
        String whole = launch + " in " + subnet;
        return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static RunInstancesRequest wanted(String imageId, String groupId) {
        return RunInstancesRequest.builder()
                .imageId(imageId)
                .instanceType(InstanceType.T3_MICRO)
                .securityGroupIds(groupId)
                .iamInstanceProfile(profile -> profile.name(LabNames.INSTANCE_PROFILE))
                .metadataOptions(metadata -> metadata.httpTokens(HttpTokensState.REQUIRED))
                .tagSpecifications(
                        LabNames.MARK.on(ResourceType.INSTANCE, LabNames.INSTANCE),
                        LabNames.MARK.on(ResourceType.VOLUME, LabNames.INSTANCE),
                        LabNames.MARK.on(ResourceType.NETWORK_INTERFACE, LabNames.INSTANCE))
                .build();
    }

    private void launch(RunInstancesRequest request) {
        waiting.retrying(
                "EC2 to see instance profile " + LabNames.INSTANCE_PROFILE,
                PROFILE_LIMIT,
                LabInstances::profileNotSeenYet,
                () -> AwsCall.of("launch instances in " + request.subnetId(), () -> ec2().runInstances(request)));
    }

    /** IAM's changes take seconds to reach EC2, which answers with this until then. */
    private static boolean profileNotSeenYet(ProvisioningException e) {
        return e.code().equals("InvalidGroup.NotFound")
                || e.code().equals("InvalidParameterValue") && e.getMessage().contains("IAM Instance Profile");
    }

    /** Waits until they run; those somebody stopped are started. */
    List<Instance> awaitRunning() {
        return waiting.until("the instances to run", STATE_LIMIT, () -> {
            List<Instance> instances = find();
            List<String> stopped = instances.stream()
                    .filter(instance -> instance.state().name() == InstanceStateName.STOPPED)
                    .map(Instance::instanceId)
                    .toList();
            if (!stopped.isEmpty()) {
                AwsCall.of("start " + stopped, () -> ec2().startInstances(start -> start.instanceIds(stopped)));
            }
            boolean running = instances.size() >= WANTED
                    && instances.stream().allMatch(instance -> instance.state().name() == InstanceStateName.RUNNING);
            return running ? Optional.of(instances) : Optional.empty();
        });
    }

    /** Waits until Systems Manager can run commands on them. */
    void awaitReachable(List<Instance> instances) {
        List<String> ids = instances.stream().map(Instance::instanceId).toList();
        waiting.until("Systems Manager to reach the instances", STATE_LIMIT, () -> {
            boolean all = online().containsAll(ids);
            return all ? Optional.of(true) : Optional.empty();
        });
    }

    /** EC2 tells of running instances only. */
    Map<String, InstanceHealth> health(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return AwsCall.of(
                "ask EC2 how %s are".formatted(ids),
                () -> ec2().describeInstanceStatus(describe -> describe.instanceIds(ids)).instanceStatuses().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                InstanceStatus::instanceId,
                                status -> new InstanceHealth(
                                        status.systemStatus().statusAsString(),
                                        status.instanceStatus().statusAsString()))));
    }

    Set<String> online() {
        return AwsCall.of(
                "ask Systems Manager which instances it reaches",
                () -> clients.ssm().describeInstanceInformationPaginator().instanceInformationList().stream()
                        .filter(instance -> instance.pingStatus() == PingStatus.ONLINE)
                        .map(instance -> instance.instanceId())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    void terminate(List<Instance> instances) {
        List<String> ids = instances.stream().map(Instance::instanceId).toList();
        AwsCall.delete("terminate " + ids, () -> ec2().terminateInstances(terminate -> terminate.instanceIds(ids)));
    }

    /** Waits until those told to end have, also by an earlier run: until then they hold the security group. */
    void awaitGone(List<Instance> ending) {
        Set<String> ids = ending.stream().map(Instance::instanceId).collect(Collectors.toUnmodifiableSet());
        waiting.until("the instances to end", STATE_LIMIT, () -> {
            boolean done = all().stream()
                    .filter(instance -> leaving(instance) || ids.contains(instance.instanceId()))
                    .allMatch(LabInstances::gone);
            return done ? Optional.of(true) : Optional.empty();
        });
    }

    private static boolean leaving(Instance instance) {
        return instance.state().name() == InstanceStateName.SHUTTING_DOWN;
    }

    private static boolean gone(Instance instance) {
        return instance.state().name() == InstanceStateName.TERMINATED;
    }

    private Ec2Client ec2() {
        return clients.ec2();
    }
}
