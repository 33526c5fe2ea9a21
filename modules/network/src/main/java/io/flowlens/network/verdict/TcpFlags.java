package io.flowlens.network.verdict;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.Traffic;

/** What {@code tcp-flags} tell, the OR of all packets in the window (AWS VPC user guide, "Flow log records"). */
final class TcpFlags {

    private static final long SYN = 2;
    private static final long SYN_ACK = 18;

    private TcpFlags() {}

    /** Whether the flow opened a connection. */
    static boolean opens(FlowRecord flow) {
        return isKnown(flow) && (flags(flow) & SYN_ACK) == SYN;
    }

    /** Whether the flow answered somebody who opened a connection. */
    static boolean answers(FlowRecord flow) {
        return isKnown(flow) && (flags(flow) & SYN_ACK) == SYN_ACK;
    }

    private static long flags(FlowRecord flow) {
        return flow.number(Field.TCP_FLAGS);
    }

    private static boolean isKnown(FlowRecord flow) {
        return flow.protocol() == Traffic.TCP && flow.has(Field.TCP_FLAGS);
    }
}
