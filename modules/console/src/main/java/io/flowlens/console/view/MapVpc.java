package io.flowlens.console.view;

import java.util.List;

/** @param hiddenSubnets how many more there are, without open alerts */
public record MapVpc(String id, String name, List<String> cidrs, List<MapSubnet> subnets, int hiddenSubnets) {}
