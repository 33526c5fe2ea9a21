package io.flowlens.ingester.parquet;

/** Bounds what the pages that are open at a time, one or two a column, may hold together. */
final class PageBudget {

    static final int MAX_BYTES = 128 << 20;

    private long held;

    /** @throws ParquetException when there is no room */
    void take(int bytes) throws ParquetException {
        held += bytes;
        if (bytes < 0 || held > MAX_BYTES) {
            throw ParquetException.tooLarge(
                    "its pages open to more than the %d MiB held at a time".formatted(MAX_BYTES >> 20));
        }
    }

    void giveBack(int bytes) {
        held -= bytes;
    }
}
