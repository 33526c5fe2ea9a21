package io.flowlens.ingester.lines;

import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.BatchBuilder;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes batches of the records of a {@link LineShardReader}: one an interface, named as the log stream of that interface
 * would be, so that a line has the same key whichever way it came.
 */
public final class LinesDecoder implements Decoder {

    private final BatchBuilder lines = new BatchBuilder();
    private final LogStream origin;
    private final String format;

    /**
     * @param origin said of every line; its stream is the key of lines that name no interface
     * @param format of lines without a header line; null when nobody knows
     */
    public LinesDecoder(LogStream origin, String format) {
        this.origin = origin;
        this.format = format;
    }

    @Override
    public List<Content> decode(byte[] data) {
        if (startsWith(data, LineShardReader.LARGE_PARQUET)) {
            return List.of(new Content.Unreadable(Reason.TOO_LARGE));
        }
        if (startsWith(data, LineShardReader.PARQUET)) {
            return List.of(new Content.Unreadable(Reason.BROKEN_PARQUET));
        }
        if (startsWith(data, LineShardReader.GZIP)) {
            return List.of(new Content.Unreadable(Reason.BROKEN_GZIP));
        }
        int end = new LineGroups(data, null).endOfLine(0);
        String first = new String(data, 0, end, StandardCharsets.ISO_8859_1).stripTrailing();
        return HeaderLine.is(first) ? batches(data, end + 1, first) : batches(data, 0, format);
    }

    private List<Content> batches(byte[] data, int from, String named) {
        List<Content> batches = new ArrayList<>();
        for (Map.Entry<String, List<LineGroups.Line>> group :
                new LineGroups(data, named).from(from).entrySet()) {
            lines.clear();
            group.getValue().forEach(line -> lines.line(data, line.from(), line.to(), Batch.NO_ID));
            Batch batch = lines.build(streamOf(group.getKey()), named);
            if (batch.size() > 0) {
                batches.add(batch);
            }
        }
        return batches;
    }

    private LogStream streamOf(String interfaceId) {
        return interfaceId.equals(LineGroups.NONE)
                ? origin
                : new LogStream(origin.owner(), origin.logGroup(), interfaceId);
    }

    private static boolean startsWith(byte[] data, byte[] start) {
        return data.length >= start.length && Arrays.equals(data, 0, start.length, start, 0, start.length);
    }
}
