package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void findsTheQuoteThatAByteByByteSearchFinds() {
        long seed = 20_261_125;
        Random random = new Random(seed);

        for (int round = 0; round < 200_000; round++) {
            byte[] text = new byte[random.nextInt(40)];
            Arrays.fill(text, (byte) (' ' + random.nextInt(2)));
            for (int odd = random.nextInt(3); odd > 0 && text.length > 0; odd--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(text.length + 1);
            assertThat(PlainText.end(text, from, text.length))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(byteByByte(text, from));
        }
    }

    private static int byteByByte(byte[] text, int from) {
        for (int at = from; at < text.length; at++) {
            if (text[at] == '"') {
                return at;
            }
            if (text[at] < ' ' || text[at] == '\\') {
                return -1;
            }
        }
        return -1;
    }
}
