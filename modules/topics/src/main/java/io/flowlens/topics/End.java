package io.flowlens.topics;

import io.flowlens.flowlog.IpAddress;

/**
 * One end of a flow, as of the flow's time. Whatever is unknown is null.
 *
 * @param kind {@code instance}, {@code interface}, {@code service}, {@code internet} or {@code private}
 * @param id instance or interface id, or the name of an AWS service
 * @param name the Name tag: written by somebody, so never trusted
 * @param address of the packet; null where an alert stands for many
 * @param group the auto scaling group that the instance belongs to
 */
public record End(String kind, String id, String name, String address, String group) {

    /** Of no group. */
    public End(String kind, String id, String name, String address) {
        this(kind, id, name, address, null);
    }

    /** The end of a judged flow. */
    public static End of(io.flowlens.network.verdict.End end) {
        String kind = switch (end.kind()) {
            case INSTANCE -> "instance";
            case INTERFACE -> "interface";
            case AWS_SERVICE -> "service";
            case INTERNET -> "internet";
            case PRIVATE -> "private";
        };
        return new End(
                kind,
                emptyToNull(end.id()),
                emptyToNull(end.name()),
                end.address().map(IpAddress::toString).orElse(null),
                emptyToNull(end.group()));
    }

    /** The shortest thing a person recognises: the name with the id, else the id, else the address, else the kind. */
    public String label() {
        if (name != null && id != null) {
            return name + " (" + id + ")";
        }
        if (id != null) {
            return id;
        }
        return address == null ? kind : "internet".equals(kind) ? address + " (internet)" : address;
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
