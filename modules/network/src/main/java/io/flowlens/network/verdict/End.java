package io.flowlens.network.verdict;

import static java.util.Objects.requireNonNull;

import io.flowlens.flowlog.IpAddress;
import java.util.Optional;

/**
 * One end of a flow by name.
 *
 * @param id of the instance or interface; empty for what is not in the inventory
 * @param name as a person knows it, empty when nobody named it
 * @param address empty when the record carries none
 * @param group the auto scaling group it belongs to, empty when it belongs to none
 */
public record End(Kind kind, String id, String name, Optional<IpAddress> address, String group) {

    /** What an end is; a closed set. */
    public enum Kind {
        INSTANCE,
        INTERFACE,
        /** AWS named the service in the record; {@link End#name()} is its word, such as {@code S3}. */
        AWS_SERVICE,
        INTERNET,
        /** A private address that nothing in the inventory held at that time. */
        PRIVATE
    }

    public End {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(group, "group");
    }

    /** Of no group. */
    End(Kind kind, String id, String name, Optional<IpAddress> address) {
        this(kind, id, name, address, "");
    }

    /** Name, or else id, or else address. */
    public String label() {
        if (!name.isEmpty()) {
            return name;
        }
        return id.isEmpty() ? address.map(IpAddress::toString).orElse("unknown") : id;
    }
}
