package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;
import java.util.List;

/** A named set of address blocks that security group rules may point at. */
public record PrefixList(String id, String name, List<Cidr> cidrs) implements Resource {

    public PrefixList {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        cidrs = List.copyOf(cidrs);
    }
}
