package io.flowlens.topology;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.Outcome;
import io.flowlens.network.verdict.Answer;
import io.flowlens.network.verdict.CauseCode;
import io.flowlens.service.Label;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The closed sets that the topology's meters are told apart by. */
final class MeterLabels {

    static final Label DIRECTION = Label.ofWords("direction", FlowDirection.values());
    static final Label ACTION = Label.ofWords("action", Action.values());
    static final Label LOGGED = Label.ofWords("logged", Action.ACCEPT, Action.REJECT);
    static final Label KIND = Label.of("kind", Kind.values(), Kind::text);
    static final Label SEVERITY = Label.of("severity", Severity.values(), Severity::text);

    /** As {@link io.flowlens.topics.Diagnosis#code()} gives it: the first blocker, or the verdict where there is none. */
    static final Label CAUSE = new Label("cause", causes(), null);

    static final Label UNREADABLE = new Label("reason", unreadable(), null);

    private MeterLabels() {}

    private static List<String> causes() {
        return Stream.of(Arrays.stream(CauseCode.values()), Arrays.stream(Answer.values()), Stream.of(Outcome.SKIPDATA))
                .flatMap(constants -> constants)
                .map(Enum::name)
                .toList();
    }

    private static List<String> unreadable() {
        return Stream.concat(
                        Arrays.stream(Outcome.values())
                                .filter(outcome -> !outcome.isRecord())
                                .map(Label::word),
                        Stream.of("unknown-format", "ambiguous-format"))
                .toList();
    }
}
