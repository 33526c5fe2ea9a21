package io.flowlens.benchmarks.bounds;

import io.flowlens.benchmarks.input.Estate;
import io.flowlens.benchmarks.input.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * An hour of strangers who are turned away. No two lines share source and port: nine in ten come from a source that tries three
 * ports, one in ten is part of a scan, fifty ports of one interface at a time.
 */
final class Knocking {

    static final int BATCH = 500;

    private static final int SECONDS = 3_600;
    private static final int PORTS = 65_535;
    private static final int PORTS_EACH = 3;
    private static final int SCANNERS = 100;
    private static final int SCANS_A_BATCH = BATCH / 10;
    private static final int FIRST_SOURCE = 80 << 24;
    private static final int SOURCE_BITS = 28;
    private static final int FIRST_SCANNER = 203 << 24 | 113 << 8;

    private final Estate estate;
    private final int batches;

    /** @param lines in the hour */
    Knocking(Estate estate, int lines) {
        this.estate = estate;
        this.batches = lines / BATCH;
    }

    int batches() {
        return batches;
    }

    String interfaceId(int batch) {
        return estate.interfaceId(batch % estate.interfaces());
    }

    /** Unix seconds. */
    long start(int batch) {
        return Traffic.BEGIN + (long) SECONDS * batch / batches;
    }

    List<String> lines(int batch) {
        List<String> lines = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            lines.add(i < SCANS_A_BATCH ? scan(batch, i) : knock(batch, i));
        }
        return lines;
    }

    private String scan(int batch, int i) {
        int port = 1 + (batch / SCANNERS * SCANS_A_BATCH + i) % PORTS;
        return line(batch, FIRST_SCANNER + 1 + batch % SCANNERS, port);
    }

    private String knock(int batch, int i) {
        int number = batch * (BATCH - SCANS_A_BATCH) + i - SCANS_A_BATCH;
        int rank = number / PORTS_EACH;
        // An odd factor leaves out no address and takes none twice.
        int source = FIRST_SOURCE + (rank * 0x9E3779B1 & (1 << SOURCE_BITS) - 1);
        long port = 1 + (rank * 7_919L + number % PORTS_EACH * (PORTS / PORTS_EACH)) % PORTS;
        return line(batch, source, (int) port);
    }

    private String line(int batch, int source, int port) {
        int nic = batch % estate.interfaces();
        long start = start(batch);
        return "2 " + Estate.ACCOUNT + ' ' + interfaceId(batch) + ' ' + Estate.dotted(source) + ' '
                + Estate.dotted(estate.address(nic)) + " 40000 " + port + " 6 1 40 " + start + ' ' + (start + 59)
                + " REJECT OK";
    }
}
