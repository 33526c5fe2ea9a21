package io.flowlens.ingester.parquet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one group of rows, front to back: one in memory at a time, besides the dictionary. */
final class ColumnPages implements PageReader {

    /** Some encodings open all values of a page at once. */
    private static final int MAX_VALUES = 8 << 20;

    private static final int LEAST_ENTRY_BYTES = 4;

    private final ColumnMetaData column;
    private final boolean optional;
    private final InputStream in;
    private final PageBudget budget;
    private PageHeader header;
    private long values;
    private int held;

    /** @param optional whether values may be missing */
    ColumnPages(SpooledFile file, ColumnMetaData column, boolean optional, PageBudget budget) throws IOException {
        long start = column.getData_page_offset();
        if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
            start = Math.min(start, column.getDictionary_page_offset());
        }
        this.column = column;
        this.optional = optional;
        this.in = new BufferedInputStream(file.range(start, column.getTotal_compressed_size()));
        this.budget = budget;
    }

    @Override
    public long getTotalValueCount() {
        return column.getNum_values();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            if (column.getNum_values() == 0 || header().getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            PageHeader dictionary = taken();
            int entries = dictionary.getDictionary_page_header().getNum_values();
            if (entries < 0 || entries > dictionary.getUncompressed_page_size() / LEAST_ENTRY_BYTES) {
                throw ParquetException.broken("a dictionary of it is larger than its page");
            }
            return new DictionaryPage(
                    BytesInput.from(opened(dictionary)),
                    entries,
                    encoding(dictionary.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataPage readPage() {
        if (values >= column.getNum_values()) {
            return null;
        }
        budget.giveBack(held);
        held = 0;
        try {
            PageHeader next = taken();
            budget.take(next.getUncompressed_page_size());
            held = next.getUncompressed_page_size();
            return switch (next.getType()) {
                case DATA_PAGE -> dataPage(next, next.getData_page_header());
                case DATA_PAGE_V2 -> dataPage(next, next.getData_page_header_v2());
                default -> throw ParquetException.broken("a page of kind " + next.getType() + " stands among the data");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataPage dataPage(PageHeader page, DataPageHeader data) throws IOException {
        count(data.getNum_values());
        byte[] plain = PageCodec.open(column.getCodec(), compressed(page), page.getUncompressed_page_size());
        DeltaCount.check(data.getEncoding(), plain, afterLevels(plain), data.getNum_values());
        return new DataPageV1(
                BytesInput.from(plain),
                data.getNum_values(),
                page.getUncompressed_page_size(),
                null,
                encoding(data.getRepetition_level_encoding()),
                encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    /** Its levels stand before the values and are never compressed. */
    private DataPage dataPage(PageHeader page, DataPageHeaderV2 data) throws IOException {
        count(data.getNum_values());
        byte[] bytes = compressed(page);
        int repetition = data.getRepetition_levels_byte_length();
        int levels = repetition + data.getDefinition_levels_byte_length();
        if (repetition < 0
                || levels < repetition
                || levels > Math.min(bytes.length, page.getUncompressed_page_size())) {
            throw ParquetException.broken("a page of it is shorter than its levels");
        }
        byte[] packed = Arrays.copyOfRange(bytes, levels, bytes.length);
        boolean isPacked = packed.length > 0 && (!data.isSetIs_compressed() || data.isIs_compressed());
        byte[] plain = isPacked
                ? PageCodec.open(column.getCodec(), packed, page.getUncompressed_page_size() - levels)
                : packed;
        DeltaCount.check(data.getEncoding(), plain, 0, data.getNum_values());
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(bytes, 0, repetition),
                BytesInput.from(bytes, repetition, levels - repetition),
                encoding(data.getEncoding()),
                BytesInput.from(plain),
                null);
    }

    /** Where the values begin that in an older page stand behind the levels, whose length is written before them. */
    private int afterLevels(byte[] plain) throws ParquetException {
        if (!optional) {
            return 0;
        }
        if (plain.length < Integer.BYTES) {
            throw ParquetException.broken("a page of it is shorter than its levels");
        }
        long length = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return (int) Math.max(0, Math.min(plain.length, Integer.BYTES + length));
    }

    private byte[] opened(PageHeader page) throws IOException {
        budget.take(page.getUncompressed_page_size()); // kept as long as the column is
        return PageCodec.open(column.getCodec(), compressed(page), page.getUncompressed_page_size());
    }

    private byte[] compressed(PageHeader page) throws IOException {
        int size = page.getCompressed_page_size();
        budget.take(size);
        byte[] bytes = in.readNBytes(size);
        budget.giveBack(size);
        if (bytes.length < size) {
            throw ParquetException.broken("a page of it is cut off");
        }
        return bytes;
    }

    private PageHeader header() throws IOException {
        if (header == null) {
            header = Util.readPageHeader(in);
        }
        return header;
    }

    private PageHeader taken() throws IOException {
        PageHeader next = header();
        header = null;
        return next;
    }

    private void count(int more) throws ParquetException {
        if (more < 0) {
            throw ParquetException.broken("a page of it holds less than nothing");
        }
        if (more > MAX_VALUES) {
            throw ParquetException.tooLarge("a page of it holds more than the %d values read".formatted(MAX_VALUES));
        }
        values += more;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
