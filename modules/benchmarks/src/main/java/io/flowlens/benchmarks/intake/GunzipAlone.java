package io.flowlens.benchmarks.intake;

import io.flowlens.benchmarks.race.Contender;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Opens the gzip and nothing else: one inflater and one buffer for all, one call a record, no check sum. */
final class GunzipAlone implements Contender {

    private static final int HEADER = 10;
    private static final int BUFFER = 1 << 20;

    private final List<PackedBatch> batches;

    GunzipAlone(List<PackedBatch> batches) {
        this.batches = batches;
    }

    @Override
    public String name() {
        return "gunzip alone";
    }

    @Override
    public long run() throws DataFormatException {
        Inflater inflater = new Inflater(true);
        byte[] buffer = new byte[BUFFER];
        long lines = 0;
        for (PackedBatch batch : batches) {
            inflater.reset();
            inflater.setInput(batch.packed(), HEADER, batch.packed().length - HEADER);
            if (inflater.inflate(buffer) < batch.value().length || !inflater.finished()) {
                throw new IllegalStateException("a record did not open in one call");
            }
            lines += batch.lines();
        }
        inflater.end();
        return lines;
    }
}
