package io.flowlens.provisioner.logs;

import io.flowlens.provisioner.Removals;
import io.flowlens.provisioner.iam.Roles;
import software.amazon.awssdk.services.ec2.model.FlowLog;

/** Deletes a subscription and a delivery piece by piece; only what is ours goes. */
public final class LogTeardown {

    private final LogDelivery delivery;
    private final LogSubscription subscription;
    private final Roles roles;
    private final Removals removals;

    public LogTeardown(LogDelivery delivery, LogSubscription subscription, Roles roles, Removals removals) {
        this.delivery = delivery;
        this.subscription = subscription;
        this.roles = roles;
        this.removals = removals;
    }

    /** A filter has no tags: it is ours by its name. */
    public void deleteFilter() {
        subscription.findFilter().ifPresent(filter -> {
            subscription.deleteFilter();
            removals.deleted("subscription filter " + filter.filterName());
        });
    }

    public void deleteStream() {
        subscription
                .findStream()
                .ifPresent(stream -> removals.deleteIf(
                        subscription.streamIsOurs(),
                        "Kinesis stream " + stream.streamName(),
                        subscription::deleteStream));
    }

    public void deleteFlowLog(FlowLog flowLog) {
        removals.deleteIf(
                delivery.isOurs(flowLog), "flow log " + flowLog.flowLogId(), () -> delivery.deleteFlowLog(flowLog));
    }

    public void deleteLogGroup() {
        delivery.findLogGroup()
                .ifPresent(group -> removals.deleteIf(
                        delivery.isOurs(group), "log group " + group.logGroupName(), delivery::deleteLogGroup));
    }

    public void deleteRole(String name) {
        roles.find(name)
                .ifPresent(role -> removals.deleteIf(roles.isOurs(role), "role " + name, () -> roles.delete(name)));
    }
}
