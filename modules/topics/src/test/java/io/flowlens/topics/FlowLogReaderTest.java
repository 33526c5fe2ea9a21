package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    /** Flows come late, and old ones are read in again: whoever writes to the group by now did not write those. */
    @Test
    void takesTheFlowLogsOfTheTimeOfTheFlows() {
        flowLogSince("fl-1", "${srcport} ${dstport} ${action}", "2026-01-01T00:00:00+00:00");
        flowLogSince("fl-2", "${dstport} ${srcport} ${action}", "2026-01-10T00:00:00.250000+00:00");
        inventory.apply(
                new InventoryRecord(InventoryType.FLOW_LOG, "fl-1", "1", "r", at("2026-01-20T00:00:00Z"), null));

        assertThat(readAt("2025-12-31T23:00:00Z", "40000 22 REJECT")).containsExactly("field-count: 40000 22 REJECT");
        assertThat(readAt("2026-01-05T00:00:00Z", "40000 22 REJECT")).containsExactly("22 REJECT");
        assertThat(readAt("2026-01-15T00:00:00Z", "40000 22 REJECT"))
                .containsExactly("ambiguous-format: 40000 22 REJECT");
        assertThat(readAt("2026-01-25T00:00:00Z", "22 40000 REJECT")).containsExactly("22 REJECT");
    }

    @Test
    void takesAllFlowLogsWhereTheTimeIsNotKnown() {
        flowLogSince("fl-1", "${srcport} ${dstport} ${action}", "2026-01-01T00:00:00+00:00");
        flowLogSince("fl-2", "${dstport} ${srcport} ${action}", "2026-01-10T00:00:00+00:00");

        assertThat(read(null, "40000 22 REJECT")).containsExactly("ambiguous-format: 40000 22 REJECT");
    }

    @Test
    void saysWhenABatchIsToBeReadAgain() {
        FlowLogHeaders headers = headers(null, at("2026-01-15T00:00:00Z"));
        flowLogSince("fl-1", "${srcport} ${dstport} ${action}", "2026-01-01T00:00:00+00:00");
        reader.read(headers, "40000 22 REJECT".getBytes(StandardCharsets.UTF_8), (outcome, record) -> {});

        flowLogSince("fl-2", "${dstport} ${srcport} ${action}", "2026-02-01T00:00:00+00:00");
        assertThat(reader.knowsBetter(headers)).isFalse();
        flowLogSince("fl-3", "${dstport} ${srcport} ${action}", "2026-01-02T00:00:00+00:00");
        assertThat(reader.knowsBetter(headers)).isTrue();
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
        flowLog("""
                {"FlowLogId":"%s","LogGroupName":"%s","LogFormat":"%s"}""".formatted(id, logGroup, format), id);
    }

    private void flowLogSince(String id, String format, String created) {
        flowLog("""
                {"FlowLogId":"%s","LogGroupName":"%s","LogFormat":"%s","CreationTime":"%s"}""".formatted(id, GROUP, format, created), id);
    }

    private void flowLog(String json, String id) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        inventory.apply(new InventoryRecord(InventoryType.FLOW_LOG, id, "1", "r", 0, bytes));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static FlowLogHeaders headers(String format, long eventTime) {
        return new FlowLogHeaders(null, null, GROUP, "eni-0a-all", format, eventTime, -1);
    }

    private List<String> read(String format, String lines) {
        return readBatch(headers(format, FlowLogHeaders.UNKNOWN), lines);
    }

    private List<String> readAt(String eventTime, String lines) {
        return readBatch(headers(null, at(eventTime)), lines);
    }

    private List<String> readBatch(FlowLogHeaders headers, String lines) {
        List<String> read = new ArrayList<>();
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
