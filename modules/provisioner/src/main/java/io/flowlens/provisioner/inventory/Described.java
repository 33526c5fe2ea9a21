package io.flowlens.provisioner.inventory;

import io.flowlens.topics.InventoryType;
import java.util.Map;

/**
 * All resources of one type at one time.
 *
 * @param seenAt when AWS was asked, epoch milliseconds: the answer held at that time or later, never before
 * @param json of each resource, by its id
 */
record Described(InventoryType type, long seenAt, Map<String, byte[]> json) {}
