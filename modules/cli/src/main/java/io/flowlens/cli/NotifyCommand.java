package io.flowlens.cli;

import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.notifier.channel.ChannelTrial;
import io.flowlens.notifier.channel.Receipt;
import io.flowlens.notifier.channel.Surroundings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiFunction;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens notify}: tells people of alerts. */
@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description = {
            "Tells people of alerts (Alertmanager, Slack, PagerDuty, signed webhook, e-mail, terminal), until Ctrl-C.",
            "Start as many as there are partitions, all with the same file: they share the work."
        },
        footer = {
            "",
            "The file, JSON; secrets stand elsewhere, in variables or files:",
            "  {\"channels\": [",
            "    {\"name\": \"on-call\", \"type\": \"pagerduty\", \"routingKey\": \"$${env:PAGERDUTY_KEY}\"},",
            "    {\"name\": \"team\", \"type\": \"slack\", \"url\": \"$${file:/run/secrets/slack}\"}]}",
            "docs/notifications.md explains every channel and shows its messages."
        })
final class NotifyCommand extends ServiceCommand {

    @Option(
            names = "--channels",
            paramLabel = "FILE",
            required = true,
            defaultValue = "${env:FLOWLENS_CHANNELS}",
            description = "JSON: who is told, and how (env FLOWLENS_CHANNELS).")
    private Path channels;

    @Option(
            names = "--console-url",
            paramLabel = "URL",
            defaultValue = "${env:FLOWLENS_CONSOLE_URL}",
            description = "Address of the console as people reach it, for links to it (env FLOWLENS_CONSOLE_URL).")
    private URI consoleUrl;

    @ArgGroup
    private Trial trial;

    private static final class Trial {

        @Option(names = "--check", description = "Only read the file, look up the receivers, and say what was found.")
        private boolean check;

        @Option(names = "--test", description = "Only send a test message, and its end, to every channel.")
        private boolean test;
    }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (trial == null) {
            return super.call();
        }
        return trial.check ? tryAll("may be told", ChannelTrial::check) : tryAll("has it", ChannelTrial::test);
    }

    @Override
    void addTo(Pipeline pipeline) {
        pipeline.notifier(told().settings(channels));
    }

    private Integer tryAll(String good, BiFunction<ChannelSpec, Surroundings, Receipt> attempt) {
        boolean allGood = true;
        Channels told = told();
        for (ChannelSpec channel : told.read(channels)) {
            Receipt receipt = attempt.apply(channel, told.surroundings());
            allGood &= receipt == Receipt.ACCEPTED;
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "%-4s  %s (%s, %s and worse to %s): %s%n",
                    receipt == Receipt.ACCEPTED ? "ok" : "FAIL",
                    channel.name(),
                    channel.kind().text(),
                    channel.minSeverity().text(),
                    channel.target(),
                    receipt.words(good));
            out.flush();
        }
        return allGood ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Channels told() {
        return new Channels(spec, consoleUrl);
    }
}
