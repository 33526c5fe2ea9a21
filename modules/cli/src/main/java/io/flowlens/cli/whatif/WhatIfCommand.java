package io.flowlens.cli.whatif;

import io.flowlens.cli.replay.Progress;
import io.flowlens.recording.RecordingReader;
import io.flowlens.recording.RecordingReader.Damage;
import io.flowlens.whatif.Answer;
import io.flowlens.whatif.ChangedNetwork;
import io.flowlens.whatif.ChangesFile;
import io.flowlens.whatif.WhatIf;
import io.flowlens.whatif.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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
            "Holds recorded flows against a changed network, before anybody changes it: which accepted ones would be rejected,"
                    + " by which rule; which rejected ones would pass; who that is, how often, and when last.",
            "Nothing is changed anywhere. Each flow is judged as of its own time, as if the change had been made before."
        },
        footer = {
            "",
            "Examples:",
            "  flowlens whatif --remove sgr-0123 --recording incident.flr",
            "  flowlens whatif --change changes.json --recording incident.flr",
            "",
            "A change is JSON, {\"remove\": [...], \"add\": [...]}: docs/whatif.md has examples and the schema."
        })
public final class WhatIfCommand implements Callable<Integer> {

    @Option(names = "--change", paramLabel = "FILE", order = 1, description = "Rules to be added and removed, as JSON.")
    private Path change;

    @Option(
            names = "--remove",
            paramLabel = "RULE",
            order = 2,
            description = "A rule to be removed: its id (sgr-0123), or an entry of an ACL (acl-0a/ingress/90); may be"
                    + " repeated.")
    private List<String> removals = List.of();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            required = true,
            order = 3,
            description = "A recording of 'flowlens record'.")
    private Path recording;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ChangedNetwork network = changedNetwork();
        try (RecordingReader reader = RecordingReader.open(recording, Damage.REFUSED);
                Progress progress = Progress.of("judging", reader.header().length())) {
            Answer answer = new WhatIf(network).over(reader, progress);
            new AnswerTable(spec.commandLine().getOut(), spec.commandLine().getColorScheme()).print(answer);
        }
        return ExitCode.OK;
    }

    private ChangedNetwork changedNetwork() {
        var wishes = new ArrayList<Wish>();
        if (change != null) {
            wishes.addAll(ChangesFile.read(change));
        }
        removals.forEach(word -> wishes.add(ChangesFile.removal(word)));
        if (wishes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "what if what? give --change or --remove");
        }
        return ChangedNetwork.by(wishes);
    }
}
