package io.flowlens.topology;

import io.flowlens.service.MeterSpec;

/** Every meter of this module. */
enum TopologyMeter {
    FLOW_RECORDS(MeterSpec.of(
            "flowlens.flow.records",
            null,
            "Flow log records read, by what AWS did (accept, reject, nodata, skipdata, none) and whether the inventory"
                    + " knew the interface at that time (known, unknown).",
            "action",
            "interface")),
    DEAD_LETTERS(MeterSpec.of(
            "flowlens.dead.letters", null, "Records or lines that could not be read, by reason.", "reason")),
    VERDICTS(MeterSpec.of(
            "flowlens.verdicts",
            null,
            "Judged records, by what the rules predicted (allow, deny, unknown) and what AWS logged (accept, reject).",
            "predicted",
            "logged")),
    VERDICT_AGREEMENT(MeterSpec.of(
            "flowlens.verdict.agreement",
            null,
            "Share of the decided records since the start for which the rules predicted what AWS logged, 0 to 1; NaN before"
                    + " the first.")),
    DISAGREEMENTS(MeterSpec.of(
            "flowlens.verdict.disagreements",
            null,
            "Records for which rules and log disagree and nothing explains it, by what AWS logged and what the rules would"
                    + " have given as the cause.",
            "logged",
            "cause")),
    ALERTS(MeterSpec.of(
            "flowlens.alerts", null, "Alerts that are firing now, by kind and cause.", "state", "kind", "cause")),
    ALERT_CHANGES(MeterSpec.of(
            "flowlens.alert.changes",
            null,
            "Alerts that began to fire or were resolved (fired, verified, quiet), by kind and cause.",
            "change",
            "kind",
            "cause")),
    ALERTS_SUPPRESSED(MeterSpec.of(
            "flowlens.alerts.suppressed",
            null,
            "Rejects that opened no alert since their interface has as many open as are kept.")),
    ALERT_LAG(MeterSpec.of(
            "flowlens.alert.lag",
            null,
            "From the end of the flow to the alert it caused: AWS's minutes and our milliseconds together.")),
    INVENTORY_UNREADABLE(MeterSpec.of(
            "flowlens.inventory.unreadable", null, "Inventory records that could not be read and were left out."));

    private final MeterSpec spec;

    TopologyMeter(MeterSpec spec) {
        this.spec = spec;
    }

    MeterSpec spec() {
        return spec;
    }
}
