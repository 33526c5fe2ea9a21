package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.source.Content.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds whichever inflater opens the gzip. */
abstract class GunzipContract {

    private static final int EXTRA_NAME_COMMENT_AND_CRC = 4 | 8 | 16 | 2;

    private final byte[] text = "2 123456789012 eni-0a1b2c3d 10.0.0.1 10.0.0.2 443 49152 6 10 840 1 2 ACCEPT OK\n"
            .repeat(40)
            .getBytes(StandardCharsets.US_ASCII);
    private Gunzip gunzip;

    abstract InflaterKind inflater();

    @BeforeEach
    void open() {
        gunzip = new Gunzip(inflater().open());
    }

    @Test
    void opensOneRecordAfterTheOther() throws IOException {
        assertThat(opened(gzip(text))).isEqualTo(text);
        assertThat(opened(gzip(new byte[0]))).isEmpty();
        assertThat(opened(gzip(new byte[] {'x'}))).containsExactly('x');
    }

    @Test
    void opensWhatWasNotMadeSmaller() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);

        assertThat(opened(gzip(noise))).isEqualTo(noise);
    }

    @Test
    void makesRoomForALargeRecordAndGivesItBack() throws IOException {
        byte[] large = new byte[OpenedBytes.KEPT + 1];
        Arrays.fill(large, (byte) ' ');

        assertThat(opened(gzip(large))).isEqualTo(large);
        assertThat(opened(gzip(text))).isEqualTo(text);
        assertThat(gunzip.bytes().length).isLessThanOrEqualTo(OpenedBytes.KEPT);
    }

    @Test
    void opensSeveralMembersAsOne() throws IOException {
        byte[] one = gzip(text);

        byte[] opened = opened(joined(one, gzip(new byte[0]), one));

        assertThat(opened).isEqualTo(joined(text, text));
    }

    @Test
    void opensThePartOfAnArray() throws Exception {
        byte[] packed = gzip(text);
        byte[] around = joined(new byte[3], packed, new byte[5]);

        int length = gunzip.unpack(around, 3, 3 + packed.length);

        assertThat(Arrays.copyOf(gunzip.bytes(), length)).isEqualTo(text);
    }

    @Test
    void skipsWhatAHeaderMayHave() throws IOException {
        byte[] packed = gzip(text);
        packed[3] = EXTRA_NAME_COMMENT_AND_CRC;
        byte[] more = {2, 0, 7, 7, 'n', 0, 'c', 'c', 0, 1, 2};

        assertThat(opened(joined(Arrays.copyOf(packed, 10), more, Arrays.copyOfRange(packed, 10, packed.length))))
                .isEqualTo(text);
    }

    @Test
    void refusesABomb() throws IOException {
        byte[] zeros = new byte[OpenedBytes.MAX / 2];
        byte[] half = gzip(zeros);

        assertThat(answer(gzip(new byte[OpenedBytes.MAX + 1]))).isEqualTo(Reason.TOO_LARGE.name());
        assertThat(answer(joined(half, half, gzip(text)))).isEqualTo(Reason.TOO_LARGE.name());
        assertThat(answer(gzip(text))).isEqualTo(describe(text));
    }

    @Test
    void refusesWhatWasCutOff() throws IOException {
        byte[] whole = gzip(text);

        for (int length = 2; length < whole.length; length++) {
            assertThat(answer(Arrays.copyOf(whole, length))).isEqualTo(Reason.BROKEN_GZIP.name());
        }
    }

    @Test
    void refusesAWrongCheckSumOrLength() throws IOException {
        byte[] packed = gzip(text);

        for (int back = 1; back <= 8; back++) {
            byte[] wrong = packed.clone();
            wrong[wrong.length - back] ^= 1;
            assertThat(answer(wrong)).isEqualTo(Reason.BROKEN_GZIP.name());
        }
    }

    @Test
    void opensWhatIsDamagedNeverOtherwiseThanItWas() throws IOException {
        long seed = 20_261_125;
        Random random = new Random(seed);
        byte[] packed = gzip(text);

        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = packed.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            if (Gunzip.isGzip(damaged, 0, damaged.length)) {
                assertThat(answer(damaged))
                        .as("seed %d, round %d", seed, round)
                        .isIn(Reason.BROKEN_GZIP.name(), describe(text));
            }
        }
    }

    @Test
    void opensWhatTheJdkPacksAtEveryLevel() throws IOException {
        long seed = 4711;
        Random random = new Random(seed);

        for (int round = 0; round < 500; round++) {
            byte[] some = Arrays.copyOf(text, random.nextInt(text.length));
            for (int changes = random.nextInt(200); changes > 0 && some.length > 0; changes--) {
                some[random.nextInt(some.length)] = (byte) random.nextInt(256);
            }
            byte[] packed = gzip(some, random.nextInt(Deflater.BEST_COMPRESSION + 1));
            assertThat(opened(packed)).as("seed %d, round %d", seed, round).isEqualTo(some);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                    .isEqualTo(some);
        }
    }

    private byte[] opened(byte[] packed) {
        try {
            int length = gunzip.unpack(packed, 0, packed.length);
            return Arrays.copyOf(gunzip.bytes(), length);
        } catch (UnreadableException e) {
            throw new AssertionError("refused: " + e.reason(), e);
        }
    }

    /** What was in it, or why it was refused. */
    private String answer(byte[] packed) {
        try {
            int length = gunzip.unpack(packed, 0, packed.length);
            return describe(Arrays.copyOf(gunzip.bytes(), length));
        } catch (UnreadableException e) {
            return e.reason().name();
        }
    }

    private static String describe(byte[] opened) {
        return new String(opened, StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] text) throws IOException {
        return gzip(text, Deflater.DEFAULT_COMPRESSION);
    }

    private static byte[] gzip(byte[] text, int level) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(level);
            }
        }) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
