package io.flowlens.network.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.flowlog.Action;
import io.flowlens.network.AclEntry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS documents of filters and flow logs, sentence by sentence, as {@code docs/reference/semantics.md} tells it. */
class DocumentedSemanticsTest {

    private static final SemanticsPage PAGE = SemanticsPage.read();

    static List<SemanticsPage.Row> rows() {
        return PAGE.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void holds(SemanticsPage.Row row) {
        Situation situation = new Situation(row.given());

        Verdict verdict = situation.judge(row.flow());

        assertThat(words(verdict)).isEqualTo(row.verdict());
        if (verdict.logged() == Action.ACCEPT) { // whose verdict nobody asks for when the prediction agrees
            assertThat(situation.predict(row.flow())).isEqualTo(verdict.predicted());
        }
    }

    @Test
    void everyRowNamesItsSourceAndEverySourceIsNamed() {
        assertThat(PAGE.rows()).hasSizeGreaterThan(70);
        assertThat(PAGE.rows().stream().map(SemanticsPage.Row::source).collect(Collectors.toSet()))
                .isEqualTo(PAGE.sources().keySet());
    }

    private static String words(Verdict verdict) {
        String judged = "%s %s %s".formatted(lower(verdict.direction()), verdict.answer(), lower(verdict.certainty()));
        String causes =
                verdict.causes().stream().map(DocumentedSemanticsTest::words).collect(Collectors.joining(" + "));
        String notes = verdict.notes().stream()
                .map(note -> note.kind().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return judged + (causes.isEmpty() ? "" : ": " + causes) + (notes.isEmpty() ? "" : " (" + notes + ")");
    }

    private static String words(Cause cause) {
        String components = cause.components().stream()
                .map(component -> " " + component.id())
                .collect(Collectors.joining());
        String entry = cause.aclEntry().isPresent()
                ? " entry " + AclEntry.numberText(cause.aclEntry().getAsInt())
                : "";
        String miss = cause.nearestMiss()
                .map(near -> ", nearest " + near.rule().id() + " but for "
                        + near.failed().stream()
                                .map(DocumentedSemanticsTest::lower)
                                .collect(Collectors.joining(" and ")))
                .orElse("");
        return cause.code() + components + entry + miss;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
