package io.flowlens.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.topics.Alert.Frequent;
import io.flowlens.topology.Scanners.Way;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseTest {

    private static final IpAddress OFTEN = IpAddress.parse("203.0.113.9");
    private static final IpAddress SIX = IpAddress.parse("2001:db8::7");
    private static final int TCP = 6;
    private static final int ICMP = 1;

    private final ByteBuffer scratch = ByteBuffer.allocate(Noise.MOST_BYTES);
    private final Noise noise = new Noise();

    @Test
    void namesWhoKnocksMostAndAtWhat() {
        count(SIX, ICMP, -1);
        count(OFTEN, TCP, 22);
        count(OFTEN, TCP, 22);
        count(OFTEN, TCP, 0);

        assertThat(noise.summary().sources())
                .containsExactly(new Frequent("203.0.113.9", 3), new Frequent("2001:db8::7", 1));
        assertThat(noise.summary().services())
                .containsExactly(new Frequent("tcp/22", 2), new Frequent("icmp", 1), new Frequent("tcp/0", 1));
    }

    @Test
    void goesOnAfterItWasStoredAsIfItHadNotBeen() {
        Random random = new Random(7);
        Noise stored = new Noise();
        for (int i = 0; i < 2_000; i++) {
            long low = random.nextLong(-200, 200);
            int port = random.nextInt(-1, 100);
            long millis = 1_790_000_000_000L + i * 1_000L;
            assertThat(knock(stored, low, port, millis)).isEqualTo(knock(noise, low, port, millis));
            stored = Noise.of(stored.toBytes(scratch));
        }

        assertThat(stored.summary()).isEqualTo(noise.summary());
        assertThat(stored.toBytes(scratch)).isEqualTo(noise.toBytes(scratch));
    }

    @Test
    void whatIsFrequentIsInHoweverManyComeOnce() {
        for (int i = 0; i < 10_000; i++) {
            noise.count(1, i, TCP, 80);
            if (i % 20 == 0) {
                count(OFTEN, TCP, 22);
            }
        }

        assertThat(noise.summary().sources().get(0).what()).isEqualTo("203.0.113.9");
        assertThat(noise.toBytes(scratch)).hasSizeLessThan(1_000);
    }

    @Test
    void beginsAnewWhereAnOlderVersionStoredIt() {
        byte[] older = new byte[12]; // nobody, nothing, and no scanner: three numbers of four bytes

        assertThat(Noise.of(older).summary()).isEqualTo(noise.summary());
    }

    private static boolean knock(Noise noise, long low, int port, long millis) {
        noise.count(low >> 3, low, TCP, port);
        return noise.scanners().isScan(Way.FROM, 0, low & 31, port, millis);
    }

    private void count(IpAddress source, int protocol, int port) {
        noise.count(source.high(), source.low(), protocol, port);
    }
}
