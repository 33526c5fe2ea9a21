package io.flowlens.ingester.parquet;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** What stands at the end of a Parquet file: its columns, each a plain value, and where its groups of rows are. */
record Footer(MessageType schema, List<RowGroup> rowGroups, String createdBy) {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = Integer.BYTES + MAGIC.length;
    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_COLUMNS = 256;

    /** @throws ParquetException when these are no flow logs */
    static Footer of(SpooledFile file) throws IOException {
        long end = file.size() - TAIL;
        if (end < MAGIC.length) {
            throw ParquetException.broken("it is cut off");
        }
        int length;
        try (DataInputStream tail = new DataInputStream(file.range(end, TAIL))) {
            length = Integer.reverseBytes(tail.readInt());
            if (!Arrays.equals(tail.readNBytes(MAGIC.length), MAGIC)) {
                throw ParquetException.broken("it is cut off, or encrypted");
            }
        }
        if (length < 0 || length > end) {
            throw ParquetException.broken("its footer is longer than it is");
        }
        if (length > MAX_BYTES) {
            throw ParquetException.tooLarge("its footer is larger than the %d MiB read".formatted(MAX_BYTES >> 20));
        }
        try (InputStream in = file.range(end - length, length)) {
            FileMetaData metadata = Util.readFileMetaData(in);
            return new Footer(schema(metadata.getSchema()), metadata.getRow_groups(), metadata.getCreated_by());
        }
    }

    private static MessageType schema(List<SchemaElement> elements) throws ParquetException {
        List<SchemaElement> leaves = elements.subList(Math.min(1, elements.size()), elements.size());
        if (leaves.isEmpty() || leaves.size() > MAX_COLUMNS) {
            throw ParquetException.broken("it has " + leaves.size() + " columns");
        }
        List<Type> columns = new ArrayList<>();
        for (SchemaElement leaf : leaves) {
            columns.add(column(leaf));
        }
        return new MessageType("flow_log", columns);
    }

    private static PrimitiveType column(SchemaElement element) throws ParquetException {
        boolean plain = element.isSetType()
                && element.isSetRepetition_type()
                && element.getRepetition_type() != org.apache.parquet.format.FieldRepetitionType.REPEATED;
        if (!plain) {
            throw ParquetException.broken("its column " + element.getName() + " holds more than a value a row");
        }
        PrimitiveTypeName type = switch (element.getType()) {
            case INT32 -> PrimitiveTypeName.INT32;
            case INT64 -> PrimitiveTypeName.INT64;
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            default ->
                throw ParquetException.broken("its column %s is of type %s, which no field of a flow log is"
                        .formatted(element.getName(), element.getType()));
        };
        return new PrimitiveType(Repetition.valueOf(element.getRepetition_type().name()), type, element.getName());
    }

    /** The names of the columns as text objects have them in their first line. */
    String header() {
        return schema.getColumns().stream()
                .map(column -> column.getPath()[0].toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" "));
    }
}
