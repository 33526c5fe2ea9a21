package io.flowlens.sandbox.network;

import java.util.Set;

/**
 * An instance as the network sees it. While it is not running it sends, receives and logs nothing.
 *
 * @param listening its open TCP ports; the others are refused
 */
public record InstanceConfig(String id, boolean running, Set<Integer> listening) {
    public InstanceConfig {
        listening = Set.copyOf(listening);
    }
}
