package io.flowlens.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, OK, 0.0 s ahead of AWS",
        "PT4S, OK, 4.0 s behind AWS",
        "PT-6S, WARNING, 6.0 s ahead of AWS: rules and flows",
        "PT6M, FAILED, 360.0 s behind AWS: AWS refuses"
    })
    void isJudgedByHowFarItIsOff(Duration theyAreAhead, Finding.Status status, String detail) {
        Instant theirs = NOW.plusSeconds(1).plus(theyAreAhead);

        Finding finding = Clock.compare("aws clock", "AWS", NOW, theirs, NOW.plusSeconds(2), Duration.ZERO);

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.detail()).contains(detail);
    }
}
