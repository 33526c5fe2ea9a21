package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Content.Reason;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** With the JDK's own inflater. */
final class JdkDeflate implements DeflateReader {

    private final Inflater inflater = new Inflater(true);

    @Override
    public int read(byte[] data, int from, int to, OpenedBytes out) throws UnreadableException {
        inflater.reset();
        inflater.setInput(data, from, to - from);
        try {
            while (!inflater.finished()) {
                out.reserve(1);
                int count = inflater.inflate(out.bytes(), out.length(), out.room());
                if (count == 0 && !inflater.finished()) {
                    throw new UnreadableException(Reason.BROKEN_GZIP);
                }
                out.added(count);
            }
        } catch (DataFormatException e) {
            throw new UnreadableException(Reason.BROKEN_GZIP);
        }
        return to - inflater.getRemaining();
    }
}
