package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.Locale;

/** What an instance is doing, with AWS's codes. */
enum InstanceState {
    PENDING(0),
    RUNNING(16),
    SHUTTING_DOWN(32),
    TERMINATED(48),
    STOPPING(64),
    STOPPED(80);

    private final int code;

    InstanceState(int code) {
        this.code = code;
    }

    boolean isEnding() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }

    Tree describe() {
        return Tree.of("code", code, "name", name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
