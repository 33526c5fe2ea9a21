package io.flowlens.ingester.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The rows of one group, each as the line that AWS would have written in a text object. */
final class Rows {

    private static final int NOTHING = '-';
    private static final int BLANK = '_';
    /** What files hold for null that went through a script in Python; no field of AWS has it for a value. */
    private static final byte[] PYTHON_NOTHING = "None".getBytes(StandardCharsets.US_ASCII);

    private final List<ColumnReader> columns = new ArrayList<>();
    private long left;

    Rows(SpooledFile file, Footer footer, RowGroup group) throws IOException {
        left = group.getNum_rows();
        Map<String, PageReader> pages = pages(file, footer, group);
        ColumnReadStoreImpl readers =
                new ColumnReadStoreImpl(new Store(pages, left), new Unconverted(), footer.schema(), footer.createdBy());
        for (ColumnDescriptor column : footer.schema().getColumns()) {
            if (left > 0) {
                columns.add(readers.getColumnReader(column));
            }
        }
    }

    private static Map<String, PageReader> pages(SpooledFile file, Footer footer, RowGroup group) throws IOException {
        Map<String, ColumnMetaData> chunks = new HashMap<>();
        for (ColumnChunk chunk : group.getColumns()) {
            if (!chunk.isSetMeta_data() || chunk.getMeta_data().getNum_values() != group.getNum_rows()) {
                throw ParquetException.broken("its columns are not of one length");
            }
            chunks.put(String.join(".", chunk.getMeta_data().getPath_in_schema()), chunk.getMeta_data());
        }
        Map<String, PageReader> pages = new HashMap<>();
        PageBudget budget = new PageBudget();
        for (ColumnDescriptor column : footer.schema().getColumns()) {
            ColumnMetaData chunk = chunks.get(column.getPath()[0]);
            if (chunk == null) {
                throw ParquetException.broken("it lacks its column " + column.getPath()[0]);
            }
            pages.put(column.getPath()[0], new ColumnPages(file, chunk, column.getMaxDefinitionLevel() > 0, budget));
        }
        return pages;
    }

    /** Appends the next row with a line feed; false when there is none. */
    boolean next(ByteArrayOutputStream line) {
        if (left <= 0) {
            return false;
        }
        left--;
        for (int column = 0; column < columns.size(); column++) {
            if (column > 0) {
                line.write(' ');
            }
            ColumnReader reader = columns.get(column);
            if (reader.getCurrentDefinitionLevel() < reader.getDescriptor().getMaxDefinitionLevel()) {
                line.write(NOTHING);
            } else {
                write(reader, line);
            }
            reader.consume();
        }
        line.write('\n');
        return true;
    }

    private static void write(ColumnReader reader, ByteArrayOutputStream line) {
        PrimitiveTypeName type = reader.getDescriptor().getPrimitiveType().getPrimitiveTypeName();
        if (type == PrimitiveTypeName.INT32) {
            line.writeBytes(Integer.toString(reader.getInteger()).getBytes(StandardCharsets.US_ASCII));
        } else if (type == PrimitiveTypeName.INT64) {
            line.writeBytes(Long.toString(reader.getLong()).getBytes(StandardCharsets.US_ASCII));
        } else {
            word(reader.getBinary().getBytesUnsafe(), line);
        }
    }

    /** A column stays a column, whatever stands in it. */
    private static void word(byte[] text, ByteArrayOutputStream line) {
        if (text.length == 0 || Arrays.equals(text, PYTHON_NOTHING)) {
            line.write(NOTHING);
            return;
        }
        for (byte b : text) {
            line.write(b >= 0 && b <= ' ' ? BLANK : b);
        }
    }

    private record Store(Map<String, PageReader> pages, long rows) implements PageReadStore {
        @Override
        public PageReader getPageReader(ColumnDescriptor column) {
            return pages.get(column.getPath()[0]);
        }

        @Override
        public long getRowCount() {
            return rows;
        }
    }

    /** Values are asked for by column; nobody wants to be told of them. */
    private static final class Unconverted extends GroupConverter {
        @Override
        public Converter getConverter(int field) {
            return new PrimitiveConverter() {};
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }
}
