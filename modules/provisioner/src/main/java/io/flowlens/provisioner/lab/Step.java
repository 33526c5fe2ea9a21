package io.flowlens.provisioner.lab;

/** The steps to a lab, in the order in which they are told. */
enum Step {
    ACCOUNT,
    NETWORK,
    INSTANCE_ROLE,
    INSTANCE_PROFILE,
    SECURITY_GROUP,
    LOG_GROUP,
    FLOW_LOGS_ROLE,
    FLOW_LOG,
    STREAM,
    SUBSCRIPTION_ROLE,
    SUBSCRIPTION_FILTER,
    INSTANCES_LAUNCHED,
    INSTANCES_RUNNING,
    INSTANCES_REACHABLE
}
