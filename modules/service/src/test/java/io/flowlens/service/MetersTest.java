package io.flowlens.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetersTest {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Meters meters = new Meters();

    @Test
    void refusesAValueTooFew() {
        MeterSpec spec = MeterSpec.of("flowlens.flows", null, "Flows.", "action", "direction");

        assertThatThrownBy(() -> meters.counter(spec, "accept"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[action, direction]");
    }

    @Test
    void refusesANameThatWasRegisteredWithOtherTags() {
        meters.counter(MeterSpec.of("flowlens.flows", null, "Flows.", "action"), "accept");

        assertThatThrownBy(() -> meters.counter(MeterSpec.of("flowlens.flows", null, "Flows.")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flowlens.flows");
    }

    @Test
    void sortsLagsIntoBucketsFromMillisecondsToAnHour() {
        meters.lag(MeterSpec.of("flowlens.lag", null, "A lag.")).record(Duration.ofMinutes(7));

        assertThat(meters.scrape(TEXT))
                .contains("flowlens_lag_seconds_bucket{le=\"300.0\"} 0")
                .contains("flowlens_lag_seconds_bucket{le=\"600.0\"} 1")
                .contains("flowlens_lag_seconds_sum 420.0");
    }
}
