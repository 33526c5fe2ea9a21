package io.flowlens.ingester.envelope;

import java.util.Locale;

/** What opens the gzip of a record. Whichever it is, every record is held to its check sum and to the same bound. */
public enum InflaterKind {
    /** {@code java.util.zip}: always there. */
    JDK {
        @Override
        DeflateReader open() {
            return new JdkDeflate();
        }
    },
    /** The native library of that name, which has to be installed: half the work of {@link #JDK}. */
    LIBDEFLATE {
        @Override
        DeflateReader open() {
            return new Libdeflate();
        }
    };

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One more of its kind.
     *
     * @throws IllegalArgumentException when it is not to be had on this machine; the message says what to do
     */
    abstract DeflateReader open();

    /**
     * Says so before anything is read.
     *
     * @throws IllegalArgumentException when it is not to be had on this machine; the message says what to do
     */
    public InflaterKind check() {
        open();
        return this;
    }
}
