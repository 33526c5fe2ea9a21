package io.flowlens.provisioner.inventory;

import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;
import io.flowlens.topics.InventoryType;

/** The meters of the inventory. */
public enum InventoryMeter implements ListedMeter {
    POLLS(MeterSpec.counter(
            "flowlens.inventory.polls",
            null,
            "Rounds of describe calls; result is complete, or failed when any type of resource could not be read.",
            Label.of("result", "complete", "failed"))),
    CHANGES(MeterSpec.counter(
            "flowlens.inventory.changes",
            null,
            "Resources written to the inventory topic: new ones, changed ones, and those that are gone. The first look at"
                    + " an account finds everything new.",
            Label.of("type", InventoryType.values(), InventoryType::describe),
            Label.of("change", "new", "changed", "gone"))),
    HINTS(MeterSpec.counter(
            "flowlens.inventory.hints",
            null,
            "Changes for which CloudTrail was asked who made them; result is found, or failed when it could not be asked.",
            Label.of("result", "found", "failed"))),
    AGE(MeterSpec.gauge(
            "flowlens.inventory.age",
            "seconds",
            "Time since the last complete poll, or since the start when there was none; with several networks that of the"
                    + " one whose is longest ago.")),
    INCOMPLETE(MeterSpec.gauge(
            "flowlens.inventory.incomplete.networks",
            null,
            "Networks, each one region of an account, whose last look did not reach every type of resource, or that were"
                    + " not looked at yet; /readyz says which and why."));

    private final MeterSpec spec;

    InventoryMeter(MeterSpec spec) {
        this.spec = spec;
    }

    @Override
    public MeterSpec spec() {
        return spec;
    }
}
