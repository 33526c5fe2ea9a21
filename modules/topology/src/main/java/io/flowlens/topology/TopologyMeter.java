package io.flowlens.topology;

import io.flowlens.network.verdict.Prediction;
import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;

/** Every meter of this module. */
public enum TopologyMeter implements ListedMeter {
    FLOW_RECORDS(MeterSpec.counter(
            "flowlens.flow.records",
            null,
            "Flow log records read, by what AWS did (skipdata: it left out records of that window, what they said is lost)"
                    + " and whether the inventory knew the interface at that time.",
            Label.of("action", "accept", "reject", "none", "nodata", "skipdata"),
            Label.of("interface", "known", "unknown"))),
    FLOWS(MeterSpec.counter(
            "flowlens.flows",
            null,
            "Flows, by what AWS did and which way they went at the interface that recorded them; unknown where neither the"
                    + " record nor the inventory says.",
            MeterLabels.ACTION,
            MeterLabels.DIRECTION)),
    FLOW_PACKETS(MeterSpec.counter(
            "flowlens.flow.packets", null, "Packets of those flows.", MeterLabels.ACTION, MeterLabels.DIRECTION)),
    FLOW_BYTES(MeterSpec.counter(
            "flowlens.flow", "bytes", "Bytes of those flows.", MeterLabels.ACTION, MeterLabels.DIRECTION)),
    REJECTS(MeterSpec.counter(
            "flowlens.rejects",
            null,
            "Rejected flows, by what is broken and by the first cause, or the verdict where none was found.",
            MeterLabels.KIND,
            MeterLabels.CAUSE)),
    DEAD_LETTERS(MeterSpec.counter(
            "flowlens.dead.letters",
            null,
            "Records or lines that could not be read, by reason.",
            MeterLabels.UNREADABLE)),
    VERDICTS(MeterSpec.counter(
            "flowlens.verdicts",
            null,
            "Judged records, by what the rules predicted and what AWS logged.",
            Label.ofWords("predicted", Prediction.values()),
            MeterLabels.LOGGED)),
    AHEAD_OF_INVENTORY(MeterSpec.counter(
            "flowlens.flows.ahead.of.inventory",
            null,
            "Flows judged before the inventory had been read up to their end: a change just before may be missing, and the"
                    + " verdict says so.")),
    VERDICT_AGREEMENT(MeterSpec.gauge(
            "flowlens.verdict.agreement",
            null,
            "Share of the decided records since the start for which the rules predicted what AWS logged, 0 to 1; NaN before"
                    + " the first.")),
    DISAGREEMENTS(MeterSpec.counter(
            "flowlens.verdict.disagreements",
            null,
            "Records for which rules and log disagree and nothing explains it, by what AWS logged and what the rules would"
                    + " have given as the cause.",
            MeterLabels.LOGGED,
            MeterLabels.CAUSE)),
    ALERTS(MeterSpec.gauge(
            "flowlens.alerts",
            null,
            "Alerts that are open now; pending ones wait for more of the same.",
            Label.of("state", "pending", "firing"),
            MeterLabels.KIND,
            MeterLabels.SEVERITY,
            MeterLabels.CAUSE)),
    ALERT_FIRING(MeterSpec.gauge(
            "flowlens.alert.firing.since",
            "seconds",
            "When the first reject of a firing alert began, Unix time. One series an alert, severity info left out, for at"
                    + " most 100 alerts a process; it goes when the alert is resolved.",
            Label.bounded("fingerprint", "100 alerts a process"),
            MeterLabels.KIND,
            MeterLabels.SEVERITY,
            MeterLabels.CAUSE,
            Label.bounded("source", "100 alerts a process; cut at 80 characters"),
            Label.bounded("destination", "100 alerts a process; cut at 80 characters"),
            Label.bounded("service", "100 alerts a process; protocol and port"))),
    ALERT_CHANGES(MeterSpec.counter(
            "flowlens.alert.changes",
            null,
            "Alerts that began to fire or were resolved: verified by traffic, or quiet.",
            Label.of("change", "fired", "verified", "quiet"),
            MeterLabels.KIND)),
    ALERTS_SUPPRESSED(MeterSpec.counter(
            "flowlens.alerts.suppressed",
            null,
            "Rejects that opened no alert since their interface has as many open as are kept.")),
    ALERT_LAG(MeterSpec.lag(
            "flowlens.alert.lag",
            "From the end of the flow to the alert it caused: AWS's minutes and our milliseconds together.")),
    INVENTORY_UNREADABLE(MeterSpec.counter(
            "flowlens.inventory.unreadable", null, "Inventory records that could not be read and were left out.")),
    RESTORED(MeterSpec.counter(
            "flowlens.topology.restored",
            "records",
            "Records read back into state and inventory at a start or when partitions move.")),
    RESTORE_REMAINING(MeterSpec.gauge(
            "flowlens.topology.restore.remaining",
            "records",
            "Records still to be read back before the flows of their partitions are judged."));

    private final MeterSpec spec;

    TopologyMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }
}
