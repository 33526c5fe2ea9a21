package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.FlowLogLine;
import java.util.List;

/** Where the records of a flow log go. Called by the network's thread for records; takes no lock of EC2. */
interface FlowLogDestination {

    /** Whether records can be delivered now, and were, as far as is known. */
    boolean deliver(FlowLog flowLog, String interfaceId, List<FlowLogLine> lines);

    /** Type and place, as a description of the flow log has them. */
    Tree describe();

    /** Names the place: a resource has one flow log of a kind to each. */
    String arn();
}
