package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Jazzer goes over the records that are kept; with the profile {@code fuzz} it looks for more. */
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "Jazzer is not made for it")
class DecodeEnvelopeFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void answersWhateverTheRecordIs(byte[] record) {
        byte[] before = record.clone();
        EnvelopeReader reader = new EnvelopeReader();

        List<Content> contents = reader.decode(record);

        long bytes = 0;
        for (Content content : contents) {
            if (content instanceof Content.Unreadable) {
                assertThat(contents).hasSize(1);
            } else if (content instanceof Batch batch && batch.size() > 0) {
                bytes += batch.length(0, batch.size());
                assertThatLinesAreLines(batch);
            }
        }
        assertThat(bytes).isLessThanOrEqualTo(OpenedBytes.MAX);
        assertThat(record).isEqualTo(before);
        assertThat(reader.decode(record)).hasToString(contents.toString());
    }

    private static void assertThatLinesAreLines(Batch batch) {
        for (int line = 0; line < batch.size(); line++) {
            byte[] text = batch.lines(line, line + 1);
            assertThat(text).isNotEmpty();
            for (byte b : text) {
                assertThat(b != '\n' && b != '\r').isTrue();
            }
        }
    }
}
