package io.flowlens.ingester.file;

import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.BatchBuilder;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import java.util.List;

/** Takes bytes for lines; there is no envelope to open. */
final class LinesDecoder implements Decoder {

    private final BatchBuilder lines = new BatchBuilder();
    private final LogStream origin;

    LinesDecoder(LogStream origin) {
        this.origin = origin;
    }

    @Override
    public List<Content> decode(byte[] data) {
        lines.clear();
        int from = 0;
        for (int at = 0; at < data.length; at++) {
            if (data[at] == '\n') {
                lines.line(data, from, at, Batch.NO_ID);
                from = at + 1;
            }
        }
        lines.line(data, from, data.length, Batch.NO_ID);
        return List.of(lines.build(origin));
    }
}
