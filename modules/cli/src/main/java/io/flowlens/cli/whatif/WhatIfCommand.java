package io.flowlens.cli.whatif;

import io.flowlens.cli.DataFolder;
import io.flowlens.cli.InterruptLatch;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.cli.SpanOptions;
import io.flowlens.cli.replay.LiveSpan;
import io.flowlens.cli.replay.Progress;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.topics.Json;
import io.flowlens.whatif.Answer;
import io.flowlens.whatif.WhatIf;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flowlens whatif}: what a changed network would have done with traffic that was recorded. */
@Command(
        name = "whatif",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds observed flows against a changed network, before anybody changes it: which accepted ones would be rejected,"
                    + " by which rule; which rejected ones would pass; who that is, how often, and when last.",
            "Nothing is changed anywhere. Each flow is judged as of its own time, as if the change had been made before.",
            "The flows are those of a recording, or what arrived in the live topics in a span of time."
        },
        footer = {
            "",
            "Examples:",
            "  flowlens whatif --remove sgr-0123 --recording incident.flr",
            "  flowlens whatif --change changes.json --since 24h",
            "  flowlens whatif --change changes.json --since 7d -o markdown --fail-on newly-rejected",
            "",
            "A change is JSON, {\"remove\": [...], \"add\": [...]}: docs/whatif.md has examples.",
            "Exit codes: 0 answered, 1 failed, 2 wrong usage, 3 what --fail-on names was found, 130 interrupted."
        })
public final class WhatIfCommand implements Callable<Integer> {

    private static final int FOUND = 3;

    @Mixin
    private ChangeOptions change;

    @Option(names = "--recording", paramLabel = "FILE", order = 4, description = "A recording of 'flowlens record'.")
    private Path recording;

    @Mixin
    private SpanOptions span;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 7,
            description = "table (default); json: one document with every path; markdown: for a pull request.")
    private Output output;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            split = ",",
            order = 8,
            description = "Exit with " + FOUND + " when any flow is that: ${COMPLETION-CANDIDATES}.")
    private Set<FailOn> failOn = Set.of();

    @Mixin
    private KafkaOptions kafka;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkUsage();
        WhatIf question = new WhatIf(change.network());
        if (recording != null) {
            return ask(question, recording);
        }
        InterruptLatch latch = InterruptLatch.interrupting(Thread.currentThread());
        try (DataFolder data = DataFolder.temporary()) {
            return ask(question, LiveSpan.record(kafka, span, data.path().resolve("span.flr")));
        } catch (InterruptException e) {
            Thread.interrupted(); // said, and obeyed
            spec.commandLine().getErr().println("interrupted; nothing was answered");
            return ExitCode.SOFTWARE;
        } finally {
            latch.close(); // now the process may end: its temporary folder is gone
        }
    }

    private int ask(WhatIf question, Path flows) {
        Answer answer;
        try (RecordingReader reader = RecordingReader.open(flows, Damage.REFUSED);
                Progress progress = Progress.of("judging", reader.header().length())) {
            answer = question.over(reader, progress);
        }
        print(answer);
        boolean found = failOn.stream().anyMatch(one -> answer.flows(one.effect()) > 0);
        return found ? FOUND : ExitCode.OK;
    }

    private void print(Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case TABLE -> new AnswerTable(out, spec.commandLine().getColorScheme()).print(answer);
            case JSON -> out.println(Json.text(AnswerJson.of(answer)));
            case MARKDOWN -> new AnswerMarkdown(out).print(answer);
        }
    }

    private void checkUsage() {
        if ((recording == null) != span.hasSince()) {
            throw new ParameterException(
                    spec.commandLine(),
                    recording == null
                            ? "which flows? give --recording, or --since for the live topics"
                            : "give --recording or --since, not both");
        }
        span.checkBounded(spec);
    }
}
