package io.flowlens.ingester.envelope;

/** Opens deflate streams (RFC 1951), one after the other; not thread-safe. */
interface DeflateReader {

    /**
     * Opens the stream that begins at {@code from} and adds what was in it to {@code out}.
     *
     * @return where the stream ended: at {@code to} or before
     * @throws UnreadableException when it is broken or cut off, or does not fit into {@code out}
     */
    int read(byte[] data, int from, int to, OpenedBytes out) throws UnreadableException;
}
