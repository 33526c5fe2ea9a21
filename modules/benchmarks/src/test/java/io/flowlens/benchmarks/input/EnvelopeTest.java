package io.flowlens.benchmarks.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.envelope.EnvelopeReader;
import io.flowlens.ingester.source.Batch;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private final Envelopes envelopes = new Envelopes(new Estate(50), 7);

    @Test
    void holdsTheLinesOfOneInterface() {
        Envelope envelope = envelopes.next(150, 250);

        Batch batch = read(envelope);

        assertThat(batch.size()).isBetween(150, 250);
        assertThat(new String(batch.lines(0, batch.size()), StandardCharsets.US_ASCII))
                .isEqualTo(String.join("\n", envelope.lines()));
        assertThat(envelope.lines()).allMatch(line -> line.contains(envelope.key()));
    }

    @Test
    void neverUsesAnEventIdTwice() {
        Set<Long> ids = new HashSet<>();
        int lines = 0;
        for (int i = 0; i < 20; i++) {
            Batch batch = read(envelopes.next(100, 100));
            for (int line = 0; line < batch.size(); line++) {
                ids.add(batch.id(line));
                lines++;
            }
        }

        assertThat(ids).hasSize(lines);
    }

    private static Batch read(Envelope envelope) {
        return (Batch) new EnvelopeReader().decode(envelope.packed()).get(0);
    }
}
