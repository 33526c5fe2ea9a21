package io.flowlens.console.view;

import io.flowlens.topics.End;

/** How an end of a flow is known on the map: an instance or an interface by its id, everything outside by what it is. */
final class NodeId {

    static final String INTERNET = "internet";
    static final String PRIVATE = "private";
    static final String SERVICE = "service:";

    private NodeId() {}

    static String of(io.flowlens.network.verdict.End end) {
        return switch (end.kind()) {
            case INSTANCE, INTERFACE -> end.id();
            case AWS_SERVICE -> SERVICE + end.name();
            case INTERNET -> INTERNET;
            case PRIVATE -> PRIVATE;
        };
    }

    /** Null for the end of an alert that stands for many. */
    static String of(End end) {
        if (end.id() != null) {
            return end.id();
        }
        return switch (end.kind()) {
            case "service" -> SERVICE + end.name();
            case INTERNET, PRIVATE -> end.kind();
            default -> null;
        };
    }
}
