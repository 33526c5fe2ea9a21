package io.flowlens.cli;

import io.flowlens.notifier.NotifierSettings;
import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.notifier.channel.ChannelsFile;
import io.flowlens.notifier.channel.Surroundings;
import io.flowlens.topics.Alert;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Who a command tells of alerts: a file of channels, the terminal among them. */
public final class Channels {

    private final CommandSpec spec;
    private final URI consoleUrl;

    /** @param consoleUrl for links in messages; null for none */
    public Channels(CommandSpec spec, URI consoleUrl) {
        this.spec = spec;
        this.consoleUrl = consoleUrl;
    }

    /** What is wrong in the file is wrong usage. */
    public NotifierSettings settings(Path file) {
        return NotifierSettings.of(read(file), surroundings());
    }

    List<ChannelSpec> read(Path file) {
        return Usage.check(spec, () -> ChannelsFile.read(file, System::getenv).channels());
    }

    Surroundings surroundings() {
        return new Surroundings(consoleUrl, this::print, Clock.systemUTC());
    }

    private synchronized void print(Alert alert) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(spec.commandLine().getColorScheme().text(AlertText.headline(alert)));
        AlertText.details(alert)
                .forEach(line -> out.println(spec.commandLine().getColorScheme().text("  " + line)));
        out.flush();
    }
}
