package io.flowlens.recording.anonymous;

import io.flowlens.flowlog.Field;
import io.flowlens.flowlog.FieldType;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.flowlog.Outcome;
import io.flowlens.topics.FlowLogHeaders;
import io.flowlens.topics.FlowLogReader;
import io.flowlens.topics.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rewrites lines field by field. What is no record of its format might say anything, and is left out. */
final class AnonymousLines {

    /** What names no network. */
    private static final Set<Field> KEPT = EnumSet.of(
            Field.TYPE,
            Field.REGION,
            Field.AZ_ID,
            Field.SUBLOCATION_TYPE,
            Field.PKT_SRC_AWS_SERVICE,
            Field.PKT_DST_AWS_SERVICE,
            Field.REJECT_REASON,
            Field.INTERFACE_TYPE,
            Field.NEXT_HOP_AZ_ID,
            Field.NEXT_HOP_INTERFACE_TYPE,
            Field.RESOURCE_TYPE,
            Field.TGW_SRC_AZ_ID,
            Field.TGW_DST_AZ_ID);

    private static final String NO_VALUE = "-";
    private static final String LEFT_OUT = "unreadable";

    private final FlowLogReader reader;
    private final Pseudonyms pseudonyms;

    AnonymousLines(Inventory formats, Pseudonyms pseudonyms) {
        this.reader = new FlowLogReader(formats);
        this.pseudonyms = pseudonyms;
    }

    byte[] of(FlowLogHeaders headers, byte[] batch) {
        StringBuilder lines = new StringBuilder(batch.length + batch.length / 8);
        reader.read(headers, batch, new FlowLogReader.Visitor() {
            @Override
            public void record(Outcome outcome, FlowRecord flow) {
                write(flow, lines);
                lines.append('\n');
            }

            @Override
            public void unreadable(String reason, byte[] line) {
                lines.append(LEFT_OUT).append('\n');
            }
        });
        if (lines.length() > 0 && batch[batch.length - 1] != '\n') {
            lines.setLength(lines.length() - 1);
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(FlowRecord flow, StringBuilder line) {
        List<String> columns = flow.format().columns();
        for (int column = 0; column < columns.size(); column++) {
            String text = flow.text(column);
            line.append(column == 0 ? "" : " ")
                    .append(text == null ? NO_VALUE : value(Field.named(columns.get(column)), text));
        }
    }

    private String value(Optional<Field> field, String text) {
        if (field.isEmpty()) {
            return pseudonyms.of(text);
        }
        FieldType type = field.get().type();
        if (type == FieldType.ADDRESS) {
            return pseudonyms.address(IpAddress.parse(text));
        }
        return type != FieldType.TEXT || KEPT.contains(field.get()) ? text : pseudonyms.of(text);
    }
}
