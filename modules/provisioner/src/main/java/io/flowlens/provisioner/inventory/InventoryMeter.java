package io.flowlens.provisioner.inventory;

import io.flowlens.service.MeterSpec;

/** The meters of the inventory. */
public enum InventoryMeter {
    POLLS(MeterSpec.of(
            "flowlens.inventory.polls",
            null,
            "Rounds of describe calls; result is complete, or failed when any type of resource could not be read.",
            "result")),
    PUBLISHED(MeterSpec.of(
            "flowlens.inventory.published",
            "resources",
            "Resources written to the inventory topic; change is changed or gone.",
            "type",
            "change")),
    AGE(MeterSpec.of(
            "flowlens.inventory.age",
            "seconds",
            "Time since the last complete poll, or since the start when there was none."));

    private final MeterSpec spec;

    InventoryMeter(MeterSpec spec) {
        this.spec = spec;
    }

    public MeterSpec spec() {
        return spec;
    }
}
