package io.flowlens.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flowlens.recording.RecordingReader.Damage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void record() {
        file = folder.resolve("sample.flr");
        SampleRecording.write(file);
    }

    @Test
    void givesBackEveryRecordAsItWas() {
        assertThat(SampleRecording.read(file, Damage.REFUSED)).isEqualTo(SampleRecording.texts());
        assertThat(RecordingReader.check(file)).isEqualTo(new RecordingReader.Check(8, java.util.Optional.empty()));
    }

    @Test
    void saysWhatItIsToWhoLooksAtItsBeginning() throws IOException {
        try (RecordingReader reader = RecordingReader.open(file, Damage.REFUSED)) {
            assertThat(reader.header()).isEqualTo(SampleRecording.HEADER);
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("{\"software\":\"0.1.0\",\"prefix\":\"vpc.\",\"since\":1000,");
    }

    /** The checksum covers every byte but its own, and a wrong one of those is a wrong checksum. */
    @Test
    void noticesEveryFlippedByte() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x41;
            Files.write(file, damaged);
            int position = at;
            assertThatThrownBy(() -> SampleRecording.read(file, Damage.REFUSED))
                    .as("byte %d", at)
                    .isInstanceOfSatisfying(
                            RecordingException.class,
                            e -> assertThat(e.position())
                                    .isLessThanOrEqualTo(position)
                                    .isGreaterThanOrEqualTo(0));
        }
    }

    @Test
    void noticesWhereverItWasCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SampleRecording.read(file, Damage.REFUSED))
                    .as("the first %d bytes", length)
                    .isInstanceOf(RecordingException.class);
        }
    }

    @Test
    void namesTheFileAndTheByte() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));

        assertThat(catchThrowable(() -> SampleRecording.read(file, Damage.REFUSED)))
                .hasMessageMatching(".*sample.flr: byte \\d+: the frame that begins here is cut off");
    }

    @Test
    void givesWhatIsWholeBeforeTheDamageOnlyWhenAsked() throws IOException {
        Path large = writeLarge(folder.resolve("large.flr"), 5, true);
        byte[] whole = Files.readAllBytes(large);
        whole[whole.length / 2] ^= 1;
        Files.write(large, whole);

        List<String> allowed = SampleRecording.read(large, Damage.ALLOWED);

        assertThat(allowed).isNotEmpty().hasSizeLessThan(5);
        assertThat(RecordingReader.check(large).records()).isEqualTo(allowed.size());
        assertThat(RecordingReader.check(large).damage()).isPresent();
        assertThatThrownBy(() -> SampleRecording.read(large, Damage.REFUSED)).isInstanceOf(RecordingException.class);
    }

    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        Files.write(file, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> SampleRecording.read(file, Damage.REFUSED))
                .hasMessageContaining("something follows the end");
    }

    /** A forged length is looked at before any memory is taken for it. */
    @Test
    void refusesAFrameThatSaysItIsHuge() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.putInt(Frame.PREAMBLE_LENGTH + 13, Integer.MAX_VALUE);
        Files.write(file, bytes.array());

        assertThatThrownBy(() -> SampleRecording.read(file, Damage.ALLOWED))
                .hasMessageContaining("byte 12: no frame begins here");
    }

    @Test
    void saysThatALaterVersionNeedsANewerFlowlens() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.putInt(Long.BYTES, 2);
        Files.write(file, bytes.array());

        assertThatThrownBy(() -> SampleRecording.read(file, Damage.REFUSED))
                .hasMessageContaining("byte 8: a recording of version 2");
    }

    @Test
    void doesNotWriteOverAFileThatIsThere() {
        assertThatThrownBy(() -> RecordingWriter.create(file, SampleRecording.HEADER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("--resume");
    }

    /** Wherever the one before was killed, the file is in the end as if nobody had been. */
    @Test
    void isTakenUpWhereverItWasCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(writeLarge(folder.resolve("whole.flr"), 4, true));
        Random random = new Random(6);
        int headerEnds = Frame.PREAMBLE_LENGTH + Frame.HEAD_LENGTH + 400;
        Path killed = folder.resolve("killed.flr");
        for (int round = 0; round < 40; round++) {
            int length = round == 0 ? whole.length : headerEnds + random.nextInt(whole.length - headerEnds);
            Files.write(killed, Arrays.copyOf(whole, length));

            resume(killed, 4);

            assertThat(Files.readAllBytes(killed))
                    .as("the first %d bytes", length)
                    .isEqualTo(whole);
        }
    }

    private Path writeLarge(Path path, int count, boolean finish) {
        try (RecordingWriter writer = RecordingWriter.create(path, SampleRecording.HEADER)) {
            large(0, count).forEach(writer::write);
            if (finish) {
                writer.finish();
            }
        }
        return path;
    }

    private static void resume(Path path, int count) {
        try (RecordingWriter writer = RecordingWriter.resume(path)) {
            if (!writer.isFinished()) {
                int next = (int) writer.next(new TopicPartition("vpc.flow-logs", 0), 0);
                large(next, count).forEach(writer::write);
                writer.finish();
            }
        }
    }

    /** Each as long as a frame, and of few bytes when compressed. */
    private static List<ConsumerRecord<byte[], byte[]>> large(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(offset -> SampleRecording.record(
                        "vpc.flow-logs", offset, "eni-0", ("line " + offset + "\n").repeat(Frame.USUAL_LENGTH / 6)))
                .toList();
    }
}
