package io.flowlens.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.console.Samples;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertQueryTest {

    private static final List<Alert> ALERTS = List.of(
            Samples.stranger("0a"),
            Samples.verified("0b"),
            Samples.alert("0c", State.FIRING, "egress", Samples.DB, Samples.WEB, Samples.aclCause()));

    @Test
    void strangersStandApartUntilAskedFor() {
        AlertList usual = ask(Map.of());

        assertThat(usual.rows()).extracting(AlertRow::fingerprint).containsExactly("0b", "0c");
        assertThat(usual)
                .extracting(AlertList::firing, AlertList::resolved, AlertList::noise)
                .containsExactly(1L, 1L, 1L);
        assertThat(ask(Map.of("noise", "1")).rows()).hasSize(3);
        assertThat(fingerprints(Map.of("kind", "internet-rejected"))).containsExactly("0a");
    }

    @Test
    void filtersAndSorts() {
        assertThat(fingerprints(Map.of("state", "firing"))).containsExactly("0c");
        assertThat(fingerprints(Map.of("q", "SUBNET_acl"))).containsExactly("0c");
        assertThat(fingerprints(Map.of("sort", "subject"))).containsExactly("0c", "0b");
        assertThat(fingerprints(Map.of("sort", "-subject"))).containsExactly("0b", "0c");
        assertThat(fingerprints(Map.of("noise", "", "sort", "severity")).get(0)).isEqualTo("0a");
        assertThat(ask(Map.of("limit", "1"))).extracting(AlertList::matching).isEqualTo(2L);
        assertThat(ask(Map.of("limit", "1")).rows()).hasSize(1);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> AlertQuery.of(Map.of("state", "burning")))
                .hasMessage("state is none of pending, firing, resolved: 'burning'");
        assertThatThrownBy(() -> AlertQuery.of(Map.of("limit", "all"))).hasMessageContaining("limit is no number");
    }

    private static AlertList ask(Map<String, String> parameters) {
        return AlertList.of(ALERTS, AlertQuery.of(parameters));
    }

    private static List<String> fingerprints(Map<String, String> parameters) {
        return ask(parameters).rows().stream().map(AlertRow::fingerprint).toList();
    }
}
