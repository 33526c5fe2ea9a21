package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.AwsIdentity;
import io.flowlens.provisioner.Made;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.Removals;
import io.flowlens.provisioner.Teardown;
import io.flowlens.provisioner.Waiting;
import io.flowlens.provisioner.iam.Mark;
import io.flowlens.provisioner.iam.RoleSpec;
import io.flowlens.provisioner.iam.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.TrafficType;

/**
 * The flow logs of a network that is there, carried out of AWS: stream, role and filter for a log group, and the flow log
 * itself for a VPC that has none.
 *
 * <p>What is made is found again by its name and carries the tag {@code flowlens:subscription}, so that it can be made again
 * after a failure, and that {@link #remove} takes away just that.
 */
public final class FlowLogSubscription {

    /** Fields beside the default ones that let a verdict be surer: NAT, direction, connection state, other reasons. */
    static final String FORMAT = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport}"
            + " ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}"
            + " ${tcp-flags} ${pkt-srcaddr} ${pkt-dstaddr} ${flow-direction} ${reject-reason}";

    static final String NAME = "flowlens";
    static final String TAG = "flowlens:subscription";

    private static final int MOST_FILTERS = 2;
    private static final int ROLE_NAME_LIMIT = 64;
    private static final int STREAM_NAME_LIMIT = 128;

    private final AwsClients clients;
    private final SubscriptionRequest request;
    private final FlowLogSource source;
    private final SubscriptionNames names;
    private final DeliverySpec deliverySpec;
    private final Mark mark;

    private FlowLogSubscription(AwsClients clients, SubscriptionRequest request, FlowLogSource source) {
        this.clients = clients;
        this.request = request;
        this.source = source;
        // Roles are of the account, not of a region.
        String region = clients.identity().region();
        this.names = new SubscriptionNames(
                source.logGroup(),
                NAME,
                DerivedName.of("flowlens-subscription-" + region, source.logGroup(), ROLE_NAME_LIMIT),
                DerivedName.of(NAME, source.logGroup(), STREAM_NAME_LIMIT));
        this.deliverySpec = new DeliverySpec(
                source.logGroup(),
                NAME,
                DerivedName.of("flowlens-delivery-" + region, source.logGroup(), ROLE_NAME_LIMIT),
                request.rejectsOnly() ? TrafficType.REJECT : TrafficType.ALL,
                FORMAT);
        this.mark = new Mark(TAG, names.stream());
    }

    /**
     * Looks up what there is; changes nothing.
     *
     * @throws ProvisioningException when there is no such log group or VPC
     */
    public static FlowLogSubscription of(AwsClients clients, SubscriptionRequest request) {
        return new FlowLogSubscription(clients, request, FlowLogSource.find(clients, request));
    }

    /** The Kinesis stream that carries, or will carry, the flow logs. */
    public String stream() {
        return names.stream();
    }

    /**
     * What {@link #apply} would do.
     *
     * @throws ProvisioningException when the log group has as many subscriptions as AWS allows, or rejects cannot be told
     */
    public SubscriptionPlan plan() {
        SubscriptionPlan.Builder plan = new SubscriptionPlan.Builder(clients.identity());
        LogSubscription subscription = subscription(Progress.silent());
        Roles roles = roles(Progress.silent());
        requireRoomForFilter(subscription.filters());
        source.missingFor().ifPresentOrElse(vpcId -> planDelivery(plan, roles, vpcId), () -> planFound(plan));
        plan.resource(subscription.findStream().isPresent(), shards());
        plan.resource(roles.find(names.role()).isPresent(), "role " + names.role());
        plan.resource(
                subscription.findFilter().isPresent(),
                "subscription filter %s on %s%s".formatted(names.filter(), names.logGroup(), selection()));
        return plan.build();
    }

    private void planDelivery(SubscriptionPlan.Builder plan, Roles roles, String vpcId) {
        plan.resource(delivery(Progress.silent()).findLogGroup().isPresent(), "log group " + source.logGroup());
        plan.resource(roles.find(deliverySpec.role()).isPresent(), "role " + deliverySpec.role());
        plan.resource(false, "flow log of %s, %s traffic, every 60 s".formatted(vpcId, deliverySpec.traffic()));
        plan.deliveryIsNew();
    }

    private void planFound(SubscriptionPlan.Builder plan) {
        plan.resource(true, "log group " + source.logGroup());
        for (FlowLog flowLog : source.flowLogs()) {
            plan.resource(
                    true,
                    "flow log %s of %s, %s traffic, format %s"
                            .formatted(
                                    flowLog.flowLogId(),
                                    flowLog.resourceId(),
                                    flowLog.trafficTypeAsString(),
                                    flowLog.logFormat()));
        }
        if (source.flowLogs().isEmpty()) {
            plan.note("no flow log of this account and region writes to " + source.logGroup()
                    + ": its lines are read by their columns, unless 'flowlens ingest --format' says what they are");
        }
    }

    private String shards() {
        return "Kinesis stream %s of %s"
                .formatted(names.stream(), request.shards() == 1 ? "one shard" : request.shards() + " shards");
    }

    private String selection() {
        String pattern = pattern();
        return pattern.isEmpty() ? "" : ", rejects only";
    }

    private String pattern() {
        return request.rejectsOnly() ? source.rejectPattern() : "";
    }

    private void requireRoomForFilter(List<SubscriptionFilter> filters) {
        boolean there = filters.stream().anyMatch(filter -> filter.filterName().equals(names.filter()));
        if (!there && filters.size() >= MOST_FILTERS) {
            String holders = filters.stream()
                    .map(filter -> "'%s' to %s".formatted(filter.filterName(), filter.destinationArn()))
                    .collect(Collectors.joining(" and "));
            throw new ProvisioningException(
                    Reason.REFUSED,
                    "log group %s has %d subscription filters, as many as AWS allows: %s; delete one, or read the stream it goes to"
                            .formatted(names.logGroup(), filters.size(), holders));
        }
    }

    /**
     * Makes what is missing.
     *
     * @throws ProvisioningException at the first thing that cannot be made; what was made stays, and the next run goes on
     */
    public void apply(Progress progress) {
        String pattern = pattern();
        Roles roles = roles(progress);
        AwsIdentity identity = clients.identity();
        source.missingFor().ifPresent(vpcId -> makeDelivery(vpcId, roles, progress));
        LogSubscription subscription = subscription(progress);
        Made stream = subscription.ensureStream(request.shards());
        Made role = roles.ensure(RoleSpec.subscription(identity, names.role(), names.stream()));
        progress.done(role.sentence("role " + names.role()));
        subscription.awaitActive();
        progress.done(stream.sentence(shards()));
        Made filter = subscription.ensureFilter(stream.id(), role.id(), pattern);
        progress.done(filter.sentence("subscription filter %s on %s".formatted(names.filter(), names.logGroup())));
    }

    private void makeDelivery(String vpcId, Roles roles, Progress progress) {
        LogDelivery delivery = delivery(progress);
        progress.done(delivery.ensureLogGroup().sentence("log group " + source.logGroup()));
        Made role = roles.ensure(RoleSpec.flowLogs(clients.identity(), deliverySpec.role(), source.logGroup()));
        progress.done(role.sentence("role " + deliverySpec.role()));
        Made flowLog = delivery.ensureFlowLog(vpcId, role.id());
        progress.done(flowLog.sentence("flow log %s of %s".formatted(flowLog.id(), vpcId)));
    }

    /** What {@link #remove} would take away. */
    public List<String> removable() {
        List<String> there = new ArrayList<>();
        LogSubscription subscription = subscription(Progress.silent());
        LogDelivery delivery = delivery(Progress.silent());
        Roles roles = roles(Progress.silent());
        subscription.findFilter().ifPresent(filter -> there.add("subscription filter " + filter.filterName()));
        if (subscription.findStream().isPresent() && subscription.streamIsOurs()) {
            there.add("Kinesis stream " + names.stream());
        }
        ownFlowLog(delivery).ifPresent(flowLog -> there.add("flow log " + flowLog.flowLogId()));
        delivery.findLogGroup()
                .filter(delivery::isOurs)
                .ifPresent(group -> there.add("log group %s and all that is in it".formatted(group.logGroupName())));
        for (String name : List.of(names.role(), deliverySpec.role())) {
            roles.find(name).filter(roles::isOurs).ifPresent(role -> there.add("role " + name));
        }
        return there;
    }

    private Optional<FlowLog> ownFlowLog(LogDelivery delivery) {
        return source.flowLogs().stream().filter(delivery::isOurs).findFirst();
    }

    /** Takes away what {@link #apply} made, and nothing else; goes on past what cannot be deleted. */
    public Teardown remove(Progress progress) {
        Removals removals = new Removals(progress);
        LogDelivery delivery = delivery(progress);
        LogTeardown logs = new LogTeardown(delivery, subscription(progress), roles(progress), removals);
        removals.attempt(logs::deleteFilter);
        removals.attempt(logs::deleteStream);
        removals.attempt(() -> logs.deleteRole(names.role()));
        removals.attempt(() -> ownFlowLog(delivery).ifPresent(logs::deleteFlowLog));
        removals.attempt(() -> logs.deleteRole(deliverySpec.role()));
        if (source.isOwn()) {
            removals.attempt(logs::deleteLogGroup);
        }
        return removals.result();
    }

    private Roles roles(Progress progress) {
        return new Roles(clients, new Waiting(progress), mark);
    }

    private LogSubscription subscription(Progress progress) {
        return new LogSubscription(clients, new Waiting(progress), names, mark);
    }

    private LogDelivery delivery(Progress progress) {
        return new LogDelivery(clients, new Waiting(progress), deliverySpec, mark);
    }
}
