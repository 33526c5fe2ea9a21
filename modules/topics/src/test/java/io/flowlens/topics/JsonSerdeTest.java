package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {

    private static final Diagnosis WITH_FIX = new Diagnosis(
            "BLOCKED",
            "certain",
            List.of(),
            List.of("a \"note\" with \u00e4 and \n"),
            new Diagnosis.Fix(List.of("aws ec2 \u20ac"), "resource", List.of()));

    private final Serde<Reject> serde = JsonSerde.of(Reject.class);

    @Test
    void writesADiagnosisThatComesAgainAsItWroteItFirst() {
        for (int again = 0; again < 3; again++) {
            Reject reject = reject(WITH_FIX, again);

            assertThat(written(reject)).isEqualTo(Json.text(reject));
        }
    }

    @Test
    void takesNoDiagnosisForAnother() {
        for (int i = 0; i < 20_000; i++) { // more than are kept
            Reject reject = reject(new Diagnosis("BLOCKED", "certain", List.of(), List.of("" + i), WITH_FIX.fix()), i);

            assertThat(written(reject)).contains("\"notes\":[\"" + i + "\"]");
        }
    }

    private String written(Reject reject) {
        return new String(serde.serializer().serialize("rejects", reject), StandardCharsets.UTF_8);
    }

    private static Reject reject(Diagnosis diagnosis, long end) {
        return new Reject(1, "0a", null, null, diagnosis, 1, end, Counts.NONE, List.of("line"));
    }
}
