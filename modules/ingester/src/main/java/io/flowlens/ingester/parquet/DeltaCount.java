package io.flowlens.ingester.parquet;

import org.apache.parquet.format.Encoding;

/**
 * Holds the number of values that stands in a delta-encoded page against what its header says: the library makes room for
 * whatever the page claims.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet's encodings</a>
 */
final class DeltaCount {

    private static final int VARINT_BITS = 35;
    private static final int MAX_BLOCK = 1 << 16;

    private final byte[] page;
    private int at;

    private DeltaCount(byte[] page, int from) {
        this.page = page;
        this.at = from;
    }

    /**
     * @param from where the values begin in the page
     * @throws ParquetException when the page claims more than {@code values}
     */
    static void check(Encoding encoding, byte[] page, int from, int values) throws ParquetException {
        boolean delta = encoding == Encoding.DELTA_BINARY_PACKED
                || encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY
                || encoding == Encoding.DELTA_BYTE_ARRAY;
        if (delta) {
            DeltaCount header = new DeltaCount(page, from);
            long block = header.number();
            header.number(); // parts of a block
            long count = header.number();
            if (count > values || block > Math.max(values, MAX_BLOCK)) {
                throw ParquetException.broken("a page of it claims more values than it has");
            }
        }
    }

    private long number() throws ParquetException {
        long number = 0;
        for (int bits = 0; bits < VARINT_BITS && at < page.length; bits += 7) {
            byte b = page[at++];
            number |= (long) (b & 0x7f) << bits;
            if (b >= 0) {
                return number;
            }
        }
        throw ParquetException.broken("a page of it is cut off");
    }
}
