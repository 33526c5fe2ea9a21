package io.flowlens.ingester.envelope;

import io.flowlens.ingester.source.Content.Reason;

/** A way out of nested reading; never leaves this package and costs no stack trace, since bad input may be endless. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnreadableException(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
