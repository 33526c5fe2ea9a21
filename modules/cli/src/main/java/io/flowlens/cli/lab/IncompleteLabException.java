package io.flowlens.cli.lab;

/** A step was asked for that needs more of the lab than there is; the message says what to do. */
final class IncompleteLabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompleteLabException(String message) {
        super(message);
    }
}
