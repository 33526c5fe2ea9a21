package io.flowlens.cli;

import io.flowlens.topology.AlertRules;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When somebody is told of what, the same for the topology and for a replay. */
public final class AlertOptions {

    @Option(
            names = "--quiet-after",
            paramLabel = "DURATION",
            defaultValue = "PT30M",
            description = "An alert is over when none of its traffic came for so long, ISO 8601 (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration quietAfter;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = "${env:FLOWLENS_RULES}",
            description = "JSON: severities by kind of alert, and exceptions by address or tag.")
    private Path rules;

    public Duration quietAfter() {
        return quietAfter;
    }

    public AlertRules rules() {
        return rules == null ? AlertRules.USUAL : AlertRules.read(rules);
    }
}
