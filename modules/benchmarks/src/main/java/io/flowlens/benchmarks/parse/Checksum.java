package io.flowlens.benchmarks.parse;

/** What was read, so that no contender gets away with reading less. */
final class Checksum {

    private long lines;
    private long bytes;
    private long ports;
    private long rejects;

    void add(long flowBytes, int destinationPort, boolean rejected) {
        lines++;
        bytes += flowBytes;
        ports += destinationPort;
        rejects += rejected ? 1 : 0;
    }

    /** The number of lines, which must be this, with one in ten rejected and something in the rest. */
    long verified(long expected) {
        if (lines != expected
                || bytes == 0
                || ports == 0
                || rejects * 100 < expected * 9
                || rejects * 100 > expected * 11) {
            throw new IllegalStateException("%d of %d lines were read, %d rejects, %d bytes, ports %d"
                    .formatted(lines, expected, rejects, bytes, ports));
        }
        return lines;
    }
}
