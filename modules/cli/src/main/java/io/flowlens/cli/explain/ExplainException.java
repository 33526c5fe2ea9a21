package io.flowlens.cli.explain;

/** What keeps {@code flowlens explain} from answering, in one sentence. */
public final class ExplainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExplainException(String message) {
        super(message);
    }

    ExplainException(String message, Throwable cause) {
        super(message, cause);
    }
}
