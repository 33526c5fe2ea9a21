package io.flowlens.sandbox.broker;

/** The broker did not start; the message says what stood in the way and what to do. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
