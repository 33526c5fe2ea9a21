package io.flowlens.network;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.Cidr;
import java.util.List;

/** A virtual private cloud and the address blocks that belong to it. */
public record Vpc(String id, String name, List<Cidr> cidrs) implements Resource {

    public Vpc {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        cidrs = List.copyOf(cidrs);
    }
}
