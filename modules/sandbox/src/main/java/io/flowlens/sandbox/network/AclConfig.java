package io.flowlens.sandbox.network;

import java.util.Comparator;
import java.util.List;

/** A network ACL; its entries are kept in the order of their numbers. */
public record AclConfig(String id, List<AclEntry> entries) {
    public AclConfig {
        entries = entries.stream()
                .sorted(Comparator.comparingInt(AclEntry::number))
                .toList();
    }
}
