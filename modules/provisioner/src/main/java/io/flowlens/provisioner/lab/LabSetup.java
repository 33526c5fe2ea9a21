package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.RoleSpec;
import io.flowlens.provisioner.iam.Roles;
import io.flowlens.provisioner.logs.LogDelivery;
import io.flowlens.provisioner.logs.LogSubscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Side by side, then together:
 *
 * <pre>
 * instances: role, profile, group, launch, running, reachable
 * delivery:  log group, role, flow log --+
 * stream:    stream, role, active -------+-- subscription filter
 * </pre>
 */
final class LabSetup {

    /** Pattern of a subscription filter that lets every event through. */
    private static final String EVERYTHING = "";

    private static final Duration LAST_CALLS = Duration.ofSeconds(10);

    private final OrderedProgress progress;
    private final AwsClients clients;
    private final Roles roles;
    private final InstanceProfiles profiles;
    private final LabNetwork network;
    private final LabInstances instances;
    private final LogDelivery delivery;
    private final LogSubscription subscription;

    LabSetup(AwsClients clients, Progress listener) {
        this.progress = new OrderedProgress(listener);
        this.clients = clients;
        Waiting waiting = new Waiting(progress);
        roles = new Roles(clients, waiting, LabNames.MARK);
        profiles = new InstanceProfiles(clients, waiting);
        network = new LabNetwork(clients, waiting);
        instances = new LabInstances(clients, waiting);
        delivery = new LogDelivery(clients, waiting, LabNames.DELIVERY, LabNames.MARK);
        subscription = new LogSubscription(clients, waiting, LabNames.SUBSCRIPTION, LabNames.MARK);
    }

    /** The clients are built side by side too: on a small machine that takes longer than the calls. */
    void run() {
        ExecutorService threads = Executors.newFixedThreadPool(4, LabSetup::daemon);
        try {
            Future<?> known = threads.submit(this::knowAccount);
            Future<?> launched = threads.submit(this::makeInstances);
            Future<?> delivered = threads.submit(this::makeDelivery);
            Future<Made[]> streamed = threads.submit(this::makeStream);
            await(known);
            await(delivered);
            subscribe(await(streamed));
            await(launched);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
            progress.flush();
        }
    }

    /** What one branch began is over before somebody hears that another has failed: so a run after this one meets nobody. */
    private static void awaitEnd(ExecutorService threads) {
        try {
            threads.awaitTermination(LAST_CALLS.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void knowAccount() {
        AwsIdentity identity = clients.identity();
        progress.done(Step.ACCOUNT, "account %s, region %s".formatted(identity.account(), identity.region()));
    }

    private void makeInstances() {
        String vpcId = network.defaultVpc();
        List<String> subnets = network.subnets(vpcId);
        progress.done(Step.NETWORK, "default VPC " + vpcId);

        report(
                Step.INSTANCE_ROLE,
                roles.ensure(RoleSpec.instances(clients.identity(), LabNames.INSTANCE_ROLE)),
                "role " + LabNames.INSTANCE_ROLE);
        Made profile = profiles.ensure(LabNames.INSTANCE_PROFILE);
        report(Step.INSTANCE_PROFILE, profile, "instance profile " + LabNames.INSTANCE_PROFILE);
        Made group = network.ensureGroup(vpcId);
        report(Step.SECURITY_GROUP, group, "security group %s (nothing may come in)".formatted(group.id()));

        List<Instance> found = instances.find();
        if (found.size() < LabInstances.WANTED) {
            RunInstancesRequest wanted = LabInstances.wanted(new MachineImages(clients).amazonLinux(), group.id());
            instances.launchMissing(found, subnets, wanted);
        }
        progress.done(Step.INSTANCES_LAUNCHED, launched(found.size()));
        List<Instance> running = instances.awaitRunning();
        progress.done(Step.INSTANCES_RUNNING, "instances run: " + addresses(running));
        instances.awaitReachable(running);
        progress.done(Step.INSTANCES_REACHABLE, "Systems Manager reaches both instances");
    }

    private static String launched(int found) {
        return switch (found) {
            case 0 -> "launched two instances";
            case 1 -> "found one instance, launched the other";
            default -> "found both instances";
        };
    }

    private static String addresses(List<Instance> running) {
        return String.join(
                ", ",
                running.stream()
                        .map(instance -> "%s (%s)".formatted(instance.instanceId(), instance.privateIpAddress()))
                        .toList());
    }

    private void makeDelivery() {
        report(Step.LOG_GROUP, delivery.ensureLogGroup(), "log group " + LabNames.LOG_GROUP);
        Made role = roles.ensure(RoleSpec.flowLogs(clients.identity(), LabNames.FLOW_LOGS_ROLE, LabNames.LOG_GROUP));
        report(Step.FLOW_LOGS_ROLE, role, "role " + LabNames.FLOW_LOGS_ROLE);
        String vpcId = network.defaultVpc();
        Made flowLog = delivery.ensureFlowLog(vpcId, role.id());
        report(Step.FLOW_LOG, flowLog, "flow log %s of %s".formatted(flowLog.id(), vpcId));
    }

    private Made[] makeStream() {
        Made stream = subscription.ensureStream(LabNames.SHARDS);
        Made role =
                roles.ensure(RoleSpec.subscription(clients.identity(), LabNames.SUBSCRIPTION_ROLE, LabNames.STREAM));
        subscription.awaitActive();
        report(Step.STREAM, stream, "Kinesis stream " + LabNames.STREAM);
        report(Step.SUBSCRIPTION_ROLE, role, "role " + LabNames.SUBSCRIPTION_ROLE);
        return new Made[] {stream, role};
    }

    private void subscribe(Made[] streamAndRole) {
        Made filter = subscription.ensureFilter(streamAndRole[0].id(), streamAndRole[1].id(), EVERYTHING);
        report(Step.SUBSCRIPTION_FILTER, filter, "subscription filter " + filter.id());
    }

    private void report(Step step, Made made, String what) {
        progress.done(step, made.sentence(what));
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException(
                    ProvisioningException.Reason.TIMEOUT,
                    "interrupted while the lab was made; run this again to go on");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lab-setup");
        thread.setDaemon(true);
        return thread;
    }
}
