package io.flowlens.topology;

import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.Note;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Diagnosis;
import java.util.List;
import java.util.Locale;

/** A verdict in the words of the topics. */
final class DiagnosisText {

    private DiagnosisText() {}

    static Diagnosis of(Verdict verdict) {
        return new Diagnosis(
                verdict.answer().name(),
                lower(verdict.certainty()),
                verdict.causes().stream().map(DiagnosisText::cause).toList(),
                verdict.notes().stream().map(Note::text).toList(),
                verdict.fix().map(Diagnosis.Fix::of).orElse(null));
    }

    private static Diagnosis.Cause cause(Cause cause) {
        return new Diagnosis.Cause(
                cause.code().name(),
                cause.components().stream().map(Cause.Component::id).toList(),
                cause.components().stream().map(Cause.Component::name).toList(),
                cause.aclEntry().isPresent() ? cause.aclEntry().getAsInt() : null,
                cause.nearestMiss().map(DiagnosisText::nearestMiss).orElse(null),
                cause.text());
    }

    private static Diagnosis.NearestMiss nearestMiss(io.flowlens.network.verdict.NearestMiss miss) {
        List<String> failsOn = miss.failed().stream().map(DiagnosisText::lower).toList();
        return new Diagnosis.NearestMiss(miss.rule().id(), miss.text(), failsOn);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
