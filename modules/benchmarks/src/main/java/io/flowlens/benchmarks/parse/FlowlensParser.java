package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.input.LineBlock;
import io.flowlens.benchmarks.race.Contender;
import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowLogParser;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.Outcome;

/** Our parser on lines in memory. */
final class FlowlensParser implements Contender {

    private final String name;
    private final LineBlock block;
    private final int repeats;
    private final FlowLogParser parser;

    FlowlensParser(String name, Format format, LineBlock block, int repeats) {
        this.name = name;
        this.block = block;
        this.repeats = repeats;
        this.parser = new FlowLogParser(format);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long run() {
        Checksum checksum = new Checksum();
        for (int repeat = 0; repeat < repeats; repeat++) {
            read(parser, block.text(), block.text().length, checksum);
        }
        return checksum.verified((long) block.lines() * repeats);
    }

    /** Reads the whole lines among the first {@code length} bytes; answers where the rest begins. */
    static int read(FlowLogParser parser, byte[] text, int length, Checksum checksum) {
        int from = 0;
        while (from < length) {
            Outcome outcome = parser.parseLine(text, from, length);
            int end = parser.lineEnd();
            if (end == length) {
                break;
            }
            if (outcome.isRecord()) {
                checksum.add(
                        parser.record().bytes(),
                        parser.record().destinationPort(),
                        parser.record().action() == Action.REJECT);
            }
            from = end + 1;
        }
        return from;
    }
}
