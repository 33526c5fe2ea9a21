package io.flowlens.flowlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final int LINES = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long sum;

    @Test
    void allocatesNothingForALine() {
        assertThatParsingAllocatesNothing(
                "2 123456789010 eni-1a2b3c4d 10.0.0.5 10.0.0.6 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK");
    }

    @Test
    void allocatesNothingForIpv6() {
        assertThatParsingAllocatesNothing("2 123456789010 eni-1a2b3c4d 2001:db8::1 ::ffff:10.0.0.6 20641 22 6 20 4249 "
                + "1418530010 1418530070 REJECT OK");
    }

    @Test
    void allocatesNothingForABadLine() {
        assertThatParsingAllocatesNothing("2 123456789010 eni-1a2b3c4d  what is  this");
    }

    private void assertThatParsingAllocatesNothing(String line) {
        byte[] text = line.getBytes(StandardCharsets.US_ASCII);
        var parser = new FlowLogParser(Format.DEFAULT);
        parseMany(parser, text);

        long before = threads.getCurrentThreadAllocatedBytes();
        parseMany(parser, text);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // some bytes are the measurement's own
        assertThat(allocated).as("bytes for %d lines, sum %d", LINES, sum).isLessThan(LINES / 10);
    }

    private void parseMany(FlowLogParser parser, byte[] text) {
        for (int i = 0; i < LINES; i++) {
            if (parser.parse(text, 0, text.length).isRecord()) {
                FlowRecord flow = parser.record();
                sum += flow.sourceLow() + flow.destinationHigh() + flow.destinationPort() + flow.endSeconds();
                sum += flow.action().ordinal()
                        + flow.packets()
                        + flow.interfaceId().length();
                sum += flow.packetSourceLow() + flow.packetDestinationHigh();
            }
        }
    }
}
