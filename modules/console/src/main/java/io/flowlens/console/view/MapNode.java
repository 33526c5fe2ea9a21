package io.flowlens.console.view;

/**
 * A machine on the map.
 *
 * @param name the Name tag, or the id where there is none
 * @param kind {@code instance} or {@code interface}
 * @param address its first private one
 * @param alerts open ones in which it is an end; strangers who knock do not count
 */
public record MapNode(String id, String name, String kind, String address, long alerts) {}
