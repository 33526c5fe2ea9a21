package io.flowlens.ingester.parquet;

import java.io.IOException;

/** Something that begins like Parquet and cannot be read as flow logs. Trying again will not help. */
public final class ParquetException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    private ParquetException(String message, Throwable cause, boolean tooLarge) {
        super(message, cause);
        this.tooLarge = tooLarge;
    }

    /** @param why completes a sentence about the file */
    public static ParquetException broken(String why) {
        return new ParquetException(why, null, false);
    }

    static ParquetException broken(Throwable cause) {
        return new ParquetException("its Parquet data is damaged: " + cause, cause, false);
    }

    static ParquetException tooLarge(String why) {
        return new ParquetException(why, null, true);
    }

    /** True when it may be sound, but takes more room than it is given. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
