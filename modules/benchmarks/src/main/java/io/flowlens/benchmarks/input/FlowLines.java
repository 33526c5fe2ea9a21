package io.flowlens.benchmarks.input;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowLogWriter;
import io.flowlens.flowlog.Format;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes flows as the lines of one format. Not thread-safe. */
public final class FlowLines {

    /** 29 fields of versions 2 to 5, in an order of their own, as somebody may have chosen them. */
    public static final Format CUSTOM = Format.of("""
            version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport \
            pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status region az-id \
            sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path""");

    private static final int SYN = 2;
    private static final int SYN_ACK_FIN = 19;

    private final Estate estate;
    private final FlowLogWriter writer;
    private final Map<Field, Function<Flow, String>> texts = new LinkedHashMap<>();

    public FlowLines(Estate estate, Format format) {
        this.estate = estate;
        writer = new FlowLogWriter(format);
        texts.put(Field.VERSION, flow -> format.has(Field.TRAFFIC_PATH) ? "5" : "2");
        texts.put(Field.ACCOUNT_ID, flow -> Estate.ACCOUNT);
        texts.put(Field.INTERFACE_ID, flow -> estate.interfaceId(flow.nic()));
        texts.put(Field.PROTOCOL, flow -> Integer.toString(flow.protocol()));
        texts.put(Field.PACKETS, flow -> Integer.toString(flow.packets()));
        texts.put(Field.BYTES, flow -> Long.toString(flow.bytes()));
        texts.put(Field.START, flow -> Long.toString(flow.start()));
        texts.put(Field.END, flow -> Long.toString(flow.end()));
        texts.put(Field.ACTION, flow -> flow.rejected() ? "REJECT" : "ACCEPT");
        texts.put(Field.LOG_STATUS, flow -> "OK");
        ends();
        place();
        texts.keySet().removeIf(field -> !format.has(field));
    }

    private void ends() {
        texts.put(Field.SRCADDR, flow -> Estate.dotted(flow.source().address()));
        texts.put(Field.DSTADDR, flow -> Estate.dotted(flow.destination().address()));
        texts.put(Field.SRCPORT, flow -> Integer.toString(flow.source().port()));
        texts.put(Field.DSTPORT, flow -> Integer.toString(flow.destination().port()));
        texts.put(Field.PKT_SRCADDR, flow -> Estate.dotted(flow.source().address()));
        texts.put(Field.PKT_DSTADDR, flow -> Estate.dotted(flow.destination().address()));
        texts.put(Field.TCP_FLAGS, flow -> Integer.toString(flags(flow)));
        texts.put(Field.TYPE, flow -> "IPv4");
        texts.put(Field.FLOW_DIRECTION, flow -> flow.egress() ? "egress" : "ingress");
    }

    private void place() {
        texts.put(Field.VPC_ID, flow -> Estate.VPC);
        texts.put(Field.SUBNET_ID, flow -> estate.subnetId(flow.nic()));
        texts.put(Field.INSTANCE_ID, flow -> estate.instanceId(flow.nic()));
        texts.put(Field.REGION, flow -> Estate.REGION);
        texts.put(Field.AZ_ID, flow -> "use1-az" + (1 + estate.subnet(flow.nic()) % 6));
        texts.put(Field.TRAFFIC_PATH, flow -> flow.egress() ? "1" : "-");
    }

    /** Without a line feed. */
    public String line(Flow flow) {
        texts.forEach((field, text) -> writer.put(field, text.apply(flow)));
        return writer.line();
    }

    private static int flags(Flow flow) {
        return flow.protocol() != Traffic.TCP ? 0 : flow.rejected() ? SYN : flow.egress() ? SYN_ACK_FIN : SYN | 1;
    }
}
