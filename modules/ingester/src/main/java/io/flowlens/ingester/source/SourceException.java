package io.flowlens.ingester.source;

/** A source did not answer, or refused. Trying again later may help; the message says what to look at. */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
