package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void takesTheTeethOutOfEscapeSequences() {
        assertThat(SafeText.of("web\u001b[2J\u0007\n\u202eevil")).isEqualTo("web?[2J???evil");
    }

    @Test
    void leavesWhatPeopleCallTheirMachines() {
        assertThat(SafeText.of("Büro-Rechner 東京 \uD83D\uDE00")).isEqualTo("Büro-Rechner 東京 \uD83D\uDE00");
        assertThat(SafeText.of(null)).isEmpty();
    }
}
