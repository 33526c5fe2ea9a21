package io.flowlens.benchmarks.input;

import io.flowlens.flowlog.Format;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Lines in memory, one {@code \n} behind each, of interfaces in no order.
 *
 * @param text larger than any cache when there are many lines
 * @param lines how many
 */
public record LineBlock(byte[] text, int lines) {

    private static final int ROOM_PER_LINE = 400;

    public static LineBlock of(Estate estate, Format format, int lines, long seed) {
        Random random = new Random(seed);
        Traffic traffic = new Traffic(estate, seed);
        FlowLines writer = new FlowLines(estate, format);
        byte[] text = new byte[Math.multiplyExact(lines, ROOM_PER_LINE)];
        int length = 0;
        int nic = 0;
        for (int line = 0; line < lines; line++) {
            nic = traffic.owesAnswer() ? nic : random.nextInt(estate.interfaces());
            byte[] bytes = writer.line(traffic.next(nic)).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, text, length, bytes.length);
            length += bytes.length;
            text[length++] = '\n';
        }
        return new LineBlock(Arrays.copyOf(text, length), lines);
    }
}
