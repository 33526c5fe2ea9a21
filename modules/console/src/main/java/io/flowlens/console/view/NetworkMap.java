package io.flowlens.console.view;

import java.util.List;

/**
 * The map: what there is, and who talks to whom.
 *
 * @param size machines in all
 * @param collapsed whether subnets are shown without their machines, since there are many
 * @param brokenPaths pairs of machines that cannot talk, however many edges stand for them
 * @param edges rejected ones first, then those seen last
 * @param hiddenEdges how many more there are
 */
public record NetworkMap(
        int size, boolean collapsed, List<MapVpc> vpcs, int brokenPaths, List<MapEdge> edges, int hiddenEdges) {}
