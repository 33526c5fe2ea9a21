package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line is read in the format that somebody named, or that its shape leaves no doubt about; else not at all. */
class FlowLogReaderTest {

    private static final String GROUP = "/vpc/flow-logs";
    private static final String USUAL =
            "2 123456789012 eni-0a 10.0.0.5 10.0.0.6 40000 22 6 2 80 1767225600 1767225660 REJECT OK";

    private final Inventory inventory = new Inventory();
    private final FlowLogReader reader = new FlowLogReader(inventory);

    @Test
    void takesTheFormatThatCameWithTheLines() {
        assertThat(read("${dstport} ${action}", "22 REJECT")).containsExactly("22 REJECT");
        assertThat(read("action dstport", "REJECT 22")).containsExactly("22 REJECT");
    }

    @Test
    void takesTheFormatOfTheFlowLogThatWritesToTheGroup() {
        flowLog("fl-1", GROUP, "${action} ${dstport}");
        flowLog("fl-2", "/another", "${dstport} ${action}");

        assertThat(read(null, "REJECT 22")).containsExactly("22 REJECT");
        assertThat(read(null, "22 REJECT")).containsExactly("bad-field: 22 REJECT");
    }

    @Test
    void tellsFlowLogsThatShareAGroupApart() {
        flowLog("fl-1", GROUP, "${action} ${dstport}");
        flowLog("fl-2", GROUP, "${version} ${action} ${dstport}");

        assertThat(read(null, "REJECT 22\n2 ACCEPT 23")).containsExactly("22 REJECT", "23 ACCEPT");
    }

    @Test
    void refusesALineThatTwoFlowLogsOfAGroupMayHaveWritten() {
        flowLog("fl-1", GROUP, "${srcport} ${dstport} ${action}");
        flowLog("fl-2", GROUP, "${dstport} ${srcport} ${action}");

        assertThat(read(null, "40000 22 REJECT")).containsExactly("ambiguous-format: 40000 22 REJECT");
    }

    @Test
    void goesByTheShapeWhereNobodyNamesTheFormat() {
        assertThat(read(null, USUAL)).containsExactly("22 REJECT");
        String third = "3" + USUAL.substring(1) + " vpc-1 subnet-1 i-1 2 IPv4 10.0.0.5 10.0.0.6";
        assertThat(read(null, third + "\n" + USUAL)).containsExactly("22 REJECT", "22 REJECT");
    }

    @Test
    void refusesALineWhoseShapeLeavesADoubt() {
        String swapped = USUAL.replace(" 2 80 ", " 80 2 ");

        assertThat(read(null, swapped)).containsExactly("bad-field: " + swapped);
        assertThat(read(null, "REJECT 22")).containsExactly("field-count: REJECT 22");
    }

    @Test
    void refusesWhatCameWithAFormatThatIsNone() {
        assertThat(read("{version", USUAL)).containsExactly("unknown-format: " + USUAL);
    }

    private void flowLog(String id, String logGroup, String format) {
        byte[] json = "{\"FlowLogId\":\"%s\",\"LogGroupName\":\"%s\",\"LogFormat\":\"%s\"}"
                .formatted(id, logGroup, format)
                .getBytes(StandardCharsets.UTF_8);
        inventory.apply(new InventoryRecord(InventoryType.FLOW_LOG, id, "1", "r", 0, json));
    }

    private List<String> read(String format, String lines) {
        List<String> read = new ArrayList<>();
        FlowLogHeaders headers = new FlowLogHeaders(null, null, GROUP, "eni-0a-all", format, -1, -1);
        reader.read(headers, lines.getBytes(StandardCharsets.UTF_8), new FlowLogReader.Visitor() {
            @Override
            public void record(Outcome outcome, FlowRecord record) {
                read.add(record.number(Field.DSTPORT) + " " + record.action());
            }

            @Override
            public void unreadable(String reason, byte[] line) {
                read.add(reason + ": " + new String(line, StandardCharsets.UTF_8));
            }
        });
        return read;
    }
}
