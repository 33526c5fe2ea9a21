package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateEnvelopesTest {

    private static final String USUAL = Envelopes.json("eni-0abc-all", 1, List.of("2 one", "2 two"));

    private final TemplateEnvelopes template = new TemplateEnvelopes();
    private final JsonEnvelopes json = new JsonEnvelopes();

    @Test
    void readsTheUsualFormItself() {
        assertThat(read(USUAL)).isNotNull();
        assertThat(read(USUAL + "\n")).isNotNull();
        assertThat(read(USUAL.replace("[\"flowlens\"]", "[]"))).isNotNull();
        assertThat(read(USUAL.replace("[\"flowlens\"]", "[\"a]\",\"b\"]"))).isNotNull();
    }

    @Test
    void leavesEveryOtherFormToTheJsonReader() {
        assertThat(read(USUAL + USUAL)).isNull();
        assertThat(read(USUAL.replace(":\"2 one", ": \"2 one"))).isNull();
        assertThat(read(USUAL.replace("2 one", "2 \\u0041"))).isNull();
        assertThat(read(USUAL.replace("2 one", "2 ü"))).isNull();
        assertThat(read(USUAL.replace("DATA_", "CONTROL_"))).isNull();
        assertThat(read(USUAL.replace("\"timestamp\":1", "\"timestamp\":01"))).isNull();
        assertThat(read(USUAL.replace("\"timestamp\":1", "\"timestamp\":123456789")))
                .isNull();
        assertThat(read(Envelopes.json("s", 1, List.of()))).isNull();
    }

    @Test
    void neverReadsAnythingOtherThanTheJsonReaderWould() {
        long seed = 4711;
        Random random = new Random(seed);
        int read = 0;

        for (int i = 0; i < 30_000; i++) {
            byte[] changed = USUAL.getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
            }
            Batch batch = template.read(changed, 0, changed.length);
            if (batch != null) {
                read++;
                assertThat(describe(batch)).as("seed %d, round %d", seed, i).isEqualTo(byJson(changed));
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private Batch read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return template.read(bytes, 0, bytes.length);
    }

    private String byJson(byte[] bytes) {
        List<Content> contents = new ArrayList<>();
        try {
            json.read(bytes, 0, bytes.length, contents);
        } catch (UnreadableException e) {
            return e.getMessage();
        }
        return describe((Batch) contents.get(0));
    }

    private static String describe(Batch batch) {
        StringBuilder all = new StringBuilder(batch.toString()).append(batch.latest());
        for (int line = 0; line < batch.size(); line++) {
            all.append(' ').append(batch.id(line));
        }
        return all.toString();
    }
}
