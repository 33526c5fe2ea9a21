package io.flowlens.provisioner.inventory;

import java.time.Duration;

/**
 * What an inventory has to be told.
 *
 * @param interval between two looks; a tenth more or less each time, so that many do not ask at once
 * @param cloudTrail whether CloudTrail is asked who made a change, which takes the permission
 *     {@code cloudtrail:LookupEvents}
 */
public record InventorySettings(Duration interval, boolean cloudTrail) {

    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);

    /** Without CloudTrail. */
    public static InventorySettings every(Duration interval) {
        return new InventorySettings(interval, false);
    }
}
