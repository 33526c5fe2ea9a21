package io.flowlens.console;

import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;

/** Every meter of the console. */
public enum ConsoleMeter implements ListedMeter {
    REQUESTS(MeterSpec.counter(
            "flowlens.console.requests",
            null,
            "Requests, by what became of them: answered, bad (not understood), denied (no or a wrong token), refused (a host"
                    + " or an origin that is not ours), full (too many live pages), failed.",
            Label.of("result", "answered", "bad", "denied", "refused", "full", "failed"))),
    PAGES(MeterSpec.gauge("flowlens.console.pages", null, "Pages that are open and live.")),
    PAGES_DROPPED(MeterSpec.counter(
            "flowlens.console.pages.dropped", null, "Live pages that were cut off since they took nothing any more.")),
    SKIPPED(MeterSpec.counter(
            "flowlens.console.skipped",
            "batches",
            "Records of vpc.flow-logs passed over, so that map and traffic stay close to now.")),
    UNREADABLE(
            MeterSpec.counter(
                    "flowlens.console.unreadable",
                    "records",
                    "Records of vpc.inventory and vpc.alerts that this version cannot read; a newer one may have written them."));

    private final MeterSpec spec;

    ConsoleMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }
}
