package io.flowlens.provisioner.lab;

import io.flowlens.provisioner.iam.Mark;
import io.flowlens.provisioner.logs.DeliverySpec;
import io.flowlens.provisioner.logs.SubscriptionNames;
import software.amazon.awssdk.services.ec2.model.TrafficType;

/** What the lab's resources are called: the names the tutorial gives them, and three more for what it leaves out. */
final class LabNames {

    static final String INSTANCE_ROLE = "EC2-SSM-Role";
    /** The console makes the instance profile of an EC2 role under the role's own name, and so do we. */
    static final String INSTANCE_PROFILE = INSTANCE_ROLE;

    static final String FLOW_LOGS_ROLE = "Flow-Logs-Role";
    static final String INSTANCE = "flow-logs-project";
    static final String SECURITY_GROUP = "flow-logs-project";
    static final String LOG_GROUP = "vpc-flow-logs-project";
    static final String FLOW_LOG = "flow-log-project";

    static final String STREAM = "vpc-flow-logs-project";
    static final String SUBSCRIPTION_ROLE = "Flow-Logs-Subscription-Role";
    static final String SUBSCRIPTION_FILTER = "vpc-flow-logs-project";

    static final int SHARDS = 1;

    static final DeliverySpec DELIVERY = new DeliverySpec(LOG_GROUP, FLOW_LOG, FLOW_LOGS_ROLE, TrafficType.ALL, "");
    static final SubscriptionNames SUBSCRIPTION =
            new SubscriptionNames(LOG_GROUP, SUBSCRIPTION_FILTER, SUBSCRIPTION_ROLE, STREAM);

    /** On everything the lab makes: where somebody followed the tutorial by hand, the same names are theirs. */
    static final Mark MARK = new Mark("flowlens:lab", "flow-logs-project");

    private LabNames() {}
}
