package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.InstanceConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Running, starting, stopping and terminating instances. Changes of state take as long as on AWS, at the pace. */
final class Instances {

    private static final Duration BOOT = Duration.ofSeconds(15);
    private static final Duration SHUT_DOWN = Duration.ofSeconds(20);
    private static final Duration VISIBLE_AFTER_TERMINATION = Duration.ofHours(1);
    private static final int MAX_INSTANCES = 100;
    private static final Set<Integer> OPEN_PORTS = Set.of(22);

    private final Vpc vpc;
    private final Object lock;
    private final LaunchParser parser;
    private final NetworkInterfaces interfaces;
    private final InstanceText text;
    private final Map<String, Instance> byId = new LinkedHashMap<>();

    /** @param lock guards the state of EC2: changes that come by themselves take it too */
    Instances(Vpc vpc, Object lock, LaunchParser parser, NetworkInterfaces interfaces) {
        this.vpc = vpc;
        this.lock = lock;
        this.parser = parser;
        this.interfaces = interfaces;
        this.text = new InstanceText(vpc, interfaces.text());
    }

    void register(Service service) {
        service.on("RunInstances", DryRun.of(this::run))
                .on("StartInstances", DryRun.of(params -> changeAll(params, this::start)))
                .on("StopInstances", DryRun.of(params -> changeAll(params, this::stop)))
                .on("TerminateInstances", DryRun.of(params -> changeAll(params, this::terminate)));
    }

    Collection<Instance> all() {
        return byId.values();
    }

    Instance named(String id) {
        Instance instance = byId.get(id);
        if (instance == null) {
            throw ResourceType.INSTANCE.missing(id);
        }
        return instance;
    }

    Tree describe(Instance instance) {
        return text.describe(instance);
    }

    private Tree run(Params params) {
        List<Instance> earlier = sameToken(params.text("ClientToken"));
        if (!earlier.isEmpty()) {
            return reservation(earlier);
        }
        int count = params.number("MaxCount", 1, 1, MAX_INSTANCES);
        Subnet subnet = parser.subnet(params);
        List<String> groupIds = parser.groupIds(params);
        if (byId.size() + count > MAX_INSTANCES || subnet.free() < count) {
            throw AwsException.badRequest(
                    "InstanceLimitExceeded", "There is room for " + MAX_INSTANCES + " instances in this sandbox.");
        }
        Instance.Launch launch = parser.launch(params);
        Address address = parser.privateAddress(params, subnet);
        List<Instance> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            started.add(create(launch, subnet, i == 0 ? address : null, groupIds));
        }
        started.forEach(instance -> tag(instance, params));
        return reservation(started);
    }

    private List<Instance> sameToken(String token) {
        return byId.values().stream()
                .filter(instance ->
                        token != null && token.equals(instance.launch().clientToken()))
                .toList();
    }

    private Tree reservation(List<Instance> instances) {
        return Tree.of(
                "reservationId", instances.get(0).launch().reservationId(),
                "ownerId", vpc.accountId(),
                "groupSet", List.of(),
                "instancesSet", instances.stream().map(text::describe).toList());
    }

    private Instance create(Instance.Launch launch, Subnet subnet, Address address, List<String> groupIds) {
        String id = vpc.newId(ResourceType.INSTANCE);
        Instance instance = new Instance(
                id, launch, vpc.newId(ResourceType.VOLUME), vpc.region().now());
        publish(instance, false);
        instance.networkInterface(interfaces.create(id, subnet, address, groupIds));
        byId.put(id, instance);
        boot(instance);
        return instance;
    }

    private void tag(Instance instance, Params params) {
        vpc.tags().tag(instance.id(), params);
        vpc.tags().tag(instance.volumeId(), params);
        vpc.tags().tag(instance.networkInterface().id(), params);
    }

    private Tree changeAll(Params params, Predicate<Instance> change) {
        List<Instance> instances =
                params.texts("InstanceId").stream().map(this::named).toList();
        List<Tree> changes = new ArrayList<>();
        for (Instance instance : instances) {
            Tree before = instance.state().describe();
            change.test(instance);
            changes.add(Tree.of(
                    "instanceId", instance.id(),
                    "currentState", instance.state().describe(),
                    "previousState", before));
        }
        return Tree.of("instancesSet", changes);
    }

    private boolean start(Instance instance) {
        switch (instance.state()) {
            case STOPPED -> boot(instance);
            case PENDING, RUNNING -> {
                return false;
            }
            default -> throw wrongState(instance, "started");
        }
        return true;
    }

    private void boot(Instance instance) {
        instance.enter(InstanceState.PENDING, vpc.region().now());
        if (instance.launch().wantsPublicAddress()) {
            interfaces.assignPublicAddress(instance.networkInterface());
        }
        then(BOOT, instance, InstanceState.PENDING, () -> {
            instance.enter(InstanceState.RUNNING, vpc.region().now());
            publish(instance, true);
        });
    }

    private boolean stop(Instance instance) {
        switch (instance.state()) {
            case PENDING, RUNNING ->
                instance.enter(InstanceState.STOPPING, vpc.region().now());
            case STOPPING, STOPPED -> {
                return false;
            }
            default -> throw wrongState(instance, "stopped");
        }
        publish(instance, false);
        then(SHUT_DOWN, instance, InstanceState.STOPPING, () -> {
            instance.enter(InstanceState.STOPPED, vpc.region().now());
            interfaces.releasePublicAddress(instance.networkInterface());
        });
        return true;
    }

    private boolean terminate(Instance instance) {
        if (instance.state().isEnding()) {
            return false;
        }
        instance.enter(InstanceState.SHUTTING_DOWN, vpc.region().now());
        publish(instance, false);
        then(SHUT_DOWN, instance, InstanceState.SHUTTING_DOWN, () -> bury(instance));
        return true;
    }

    private void bury(Instance instance) {
        instance.enter(InstanceState.TERMINATED, vpc.region().now());
        interfaces.delete(instance.networkInterface());
        instance.networkInterface(null);
        vpc.network().remove(instance.id());
        vpc.tags().forget(instance.volumeId());
        then(VISIBLE_AFTER_TERMINATION, instance, InstanceState.TERMINATED, () -> {
            byId.remove(instance.id());
            vpc.tags().forget(instance.id());
        });
    }

    /** Does something after a while if the instance is still in the same state then. */
    private void then(Duration awsTime, Instance instance, InstanceState state, Runnable change) {
        vpc.region().later(awsTime, () -> {
            synchronized (lock) {
                if (instance.state() == state) {
                    change.run();
                }
            }
        });
    }

    private static AwsException wrongState(Instance instance, String verb) {
        return AwsException.badRequest(
                "IncorrectInstanceState",
                "The instance '%s' is not in a state from which it can be %s.".formatted(instance.id(), verb));
    }

    private void publish(Instance instance, boolean running) {
        vpc.network().put(new InstanceConfig(instance.id(), running, OPEN_PORTS));
    }
}
