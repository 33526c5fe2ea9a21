package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.Tree;

/** A subscription filter: which events of a group go to which stream, and how they spread over its shards. */
record Subscription(
        String name,
        String group,
        Pattern pattern,
        String destinationArn,
        String roleArn,
        Spread spread,
        long created) {

    /** The pattern as written and as applied. */
    record Pattern(String text, FilterPattern filter) {}

    /** The distribution, in AWS's words. */
    enum Spread {
        ByLogStream,
        Random
    }

    Tree describe() {
        return Tree.of(
                "filterName", name,
                "logGroupName", group,
                "filterPattern", pattern.text(),
                "destinationArn", destinationArn,
                "roleArn", roleArn,
                "distribution", spread.name(),
                "applyOnTransformedLogs", false,
                "creationTime", created);
    }
}
