package io.flowlens.provisioner.logs;

/** What the way out of a log group is made of: the filter on the group, the role it takes, the Kinesis stream it fills. */
public record SubscriptionNames(String logGroup, String filter, String role, String stream) {}
