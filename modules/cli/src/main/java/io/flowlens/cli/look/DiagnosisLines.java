package io.flowlens.cli.look;

import io.flowlens.cli.AlertText;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Why, and what to do about it: what stands below the row of a reject. */
final class DiagnosisLines {

    private DiagnosisLines() {}

    static List<String> of(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>(AlertText.causes(diagnosis));
        diagnosis.notes().forEach(note -> lines.add("note       " + SafeText.of(note)));
        if (diagnosis.fix() != null) {
            diagnosis.fix().aws().forEach(command -> lines.add("fix        " + SafeText.of(command)));
        }
        return lines;
    }
}
