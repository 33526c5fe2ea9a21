package io.flowlens.cli.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose policy; a name on the command line is in lower case with hyphens. */
public enum PolicyPart {
    LAB,
    SUBSCRIBE("--log-group"),
    INVENTORY,
    INGEST_STREAM("--stream"),
    INGEST_STREAM_PUSHED("--stream"),
    INGEST_LOG_GROUP("--log-group"),
    INGEST_BUCKET("--bucket"),
    INGEST_QUEUE("--bucket", "--queue"),
    DOCTOR,
    INVENTORY_TRUST,
    FLOW_LOG_DELIVERY("--log-group"),
    FLOW_LOG_DELIVERY_TRUST,
    SUBSCRIPTION("--stream"),
    SUBSCRIPTION_TRUST;

    private final List<String> needs;

    PolicyPart(String... needs) {
        this.needs = List.of(needs);
    }

    static Optional<PolicyPart> of(String word) {
        return Stream.of(values()).filter(part -> part.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The options that name what the policy is for. */
    List<String> needs() {
        return needs;
    }

    /** Whether people run it, with credentials of theirs; the others are roles that AWS takes. */
    boolean isRun() {
        return compareTo(DOCTOR) < 0;
    }
}
