package io.flowlens.console.view;

import java.util.List;

/**
 * A subnet on the map.
 *
 * @param size how many machines it has
 * @param alerts those of its machines, added up
 * @param nodes those that are shown; the others stand behind the subnet itself
 */
public record MapSubnet(
        String id, String name, String zone, List<String> cidrs, int size, long alerts, List<MapNode> nodes) {}
