package io.flowlens.benchmarks.parse;

import io.flowlens.benchmarks.input.LineBlock;
import io.flowlens.benchmarks.race.Contender;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Only looks for line feeds, eight bytes at a time: the limit for whoever has to look at every byte in Java. */
final class NewlineScan implements Contender {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long MARKS = 0x80 * ONES;

    private final LineBlock block;
    private final int repeats;

    NewlineScan(LineBlock block, int repeats) {
        this.block = block;
        this.repeats = repeats;
    }

    @Override
    public String name() {
        return "newline scan";
    }

    @Override
    public long run() {
        long lines = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            lines += count(block.text());
        }
        if (lines != (long) block.lines() * repeats) {
            throw new IllegalStateException("%d lines found in %d".formatted(lines, (long) block.lines() * repeats));
        }
        return lines;
    }

    private static long count(byte[] text) {
        long lines = 0;
        int at = 0;
        for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
            long others = (long) LONGS.get(text, at) ^ ('\n' * ONES);
            long found = ~(((others & ~MARKS) + ~MARKS) | others | ~MARKS);
            lines += Long.bitCount(found);
        }
        for (; at < text.length; at++) {
            lines += text[at] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
