package io.flowlens.network;

import java.util.List;

/**
 * The resources that mention something (an address, a group, a subnet) in any of their states. A new object whenever
 * one of them changes: who remembers it can tell by identity that nothing did.
 */
public record Mentions(List<String> ids) {

    static final Mentions NONE = new Mentions(List.of());

    public Mentions {
        ids = List.copyOf(ids);
    }

    /** Identity on purpose: equal ids do not mean that nothing changed. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
