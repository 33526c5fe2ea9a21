package io.flowlens.ingester.parquet;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Opens compressed pages, to the size they are said to have and no further. */
final class PageCodec {

    private PageCodec() {}

    /** @throws ParquetException when it is not what it says, or compressed in a way that is not known here */
    static byte[] open(CompressionCodec codec, byte[] bytes, int size) throws IOException {
        return switch (codec) {
            case UNCOMPRESSED -> sized(bytes, size);
            case SNAPPY -> snappy(bytes, size);
            case GZIP -> drained(new GZIPInputStream(new ByteArrayInputStream(bytes)), size);
            case ZSTD -> drained(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes)), size);
            default ->
                throw ParquetException.broken(
                        "it is compressed with " + codec + "; snappy, gzip, zstd and nothing at all can be read");
        };
    }

    private static byte[] snappy(byte[] bytes, int size) throws IOException {
        if (Snappy.uncompressedLength(bytes) != size) {
            throw ParquetException.broken("a page of it has not the size that it says");
        }
        return Snappy.uncompress(bytes);
    }

    private static byte[] drained(InputStream in, int size) throws IOException {
        try (in) {
            return sized(in.readNBytes(size), size);
        }
    }

    private static byte[] sized(byte[] bytes, int size) throws ParquetException {
        if (bytes.length != size) {
            throw ParquetException.broken("a page of it has not the size that it says");
        }
        return bytes;
    }
}
