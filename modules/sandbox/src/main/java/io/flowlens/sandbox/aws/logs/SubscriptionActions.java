package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import io.flowlens.sandbox.aws.region.RoleTrust;
import java.util.List;
import java.util.Map;

/** Subscription filters, to Kinesis streams only. */
final class SubscriptionActions {

    /** AWS's quota per log group; it cannot be raised. */
    private static final int MAX_FILTERS = 2;

    private final Region region;
    private final LogGroups groups;
    private final SubscriptionDelivery delivery;
    private final RoleTrust roles;

    SubscriptionActions(Region region, LogGroups groups, SubscriptionDelivery delivery, RoleTrust roles) {
        this.region = region;
        this.groups = groups;
        this.delivery = delivery;
        this.roles = roles;
    }

    void register(Service service) {
        service.on("PutSubscriptionFilter", this::put)
                .on("DescribeSubscriptionFilters", this::describe)
                .on("DeleteSubscriptionFilter", this::delete);
    }

    private Tree put(Params params) {
        LogGroup group = groups.named(params);
        Subscription subscription = subscription(group, params);
        Map<String, Subscription> existing = group.subscriptions();
        if (!existing.containsKey(subscription.name()) && existing.size() == MAX_FILTERS) {
            throw AwsException.badRequest("LimitExceededException", "Resource limit exceeded.");
        }
        requireTrust(subscription.roleArn());
        if (!delivery.reaches(subscription.destinationArn())) {
            throw AwsException.badRequest(
                    "InvalidParameterException",
                    "Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state. ");
        }
        existing.put(subscription.name(), subscription);
        return new Tree();
    }

    private Subscription subscription(LogGroup group, Params params) {
        String destination = params.required("destinationArn");
        if (!destination.startsWith("arn:aws:kinesis:")) {
            throw params.invalid("destinationArn", "the ARN of a Kinesis stream, the one kind of destination here");
        }
        String text = params.text("filterPattern", "");
        String spread = params.text("distribution", "ByLogStream");
        if (!spread.equals("ByLogStream") && !spread.equals("Random")) {
            throw params.invalid("distribution", "ByLogStream or Random");
        }
        return new Subscription(
                params.required("filterName"),
                group.name(),
                new Subscription.Pattern(text, FilterPattern.of(text)),
                destination,
                params.text("roleArn", ""),
                Subscription.Spread.valueOf(spread),
                region.now().toEpochMilli());
    }

    private void requireTrust(String roleArn) {
        boolean trusted = roles.trusts(roleArn, "logs.amazonaws.com")
                || roles.trusts(roleArn, "logs." + region.name() + ".amazonaws.com");
        if (!trusted) {
            throw AwsException.badRequest(
                    "InvalidParameterException",
                    "Could not deliver test message to specified destination. Make sure you have given CloudWatch Logs permission to assume the provided role.");
        }
    }

    private Tree describe(Params params) {
        String prefix = params.text("filterNamePrefix", "");
        List<Subscription> matching = groups.named(params).subscriptions().values().stream()
                .filter(subscription -> subscription.name().startsWith(prefix))
                .toList();
        Page<Subscription> page = Page.of(matching, params.text("nextToken"), params.number("limit", 50, 1, 50));
        List<Tree> described = page.items().stream().map(Subscription::describe).toList();
        return Tree.of("subscriptionFilters", described, "nextToken", page.nextToken());
    }

    private Tree delete(Params params) {
        if (groups.named(params).subscriptions().remove(params.required("filterName")) == null) {
            throw AwsException.badRequest(
                    "ResourceNotFoundException", "The specified subscription filter does not exist.");
        }
        return new Tree();
    }
}
