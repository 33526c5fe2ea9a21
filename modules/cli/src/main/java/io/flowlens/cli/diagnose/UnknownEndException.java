package io.flowlens.cli.diagnose;

/** What was asked about is not in the inventory, or is there more than once. */
final class UnknownEndException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEndException(String message) {
        super(message);
    }
}
