package io.flowlens.provisioner;

/** AWS did not do what was asked; the message is one sentence that says what, to which resource, and what to do. */
public final class ProvisioningException extends RuntimeException {

    /** What stood in the way. */
    public enum Reason {
        /** No answer from the endpoint. */
        UNREACHABLE,
        /** No credentials, expired ones, or ones AWS does not know. */
        CREDENTIALS,
        /** The caller may not do this. */
        DENIED,
        /** It did not happen within the time we wait. */
        TIMEOUT,
        /** AWS said no for another reason. */
        REFUSED
    }

    private final Reason reason;
    private final String code;

    public ProvisioningException(Reason reason, String message) {
        this(reason, "", message, null);
    }

    /** For the refusals AWS reports inside an answer instead of as an error. */
    public static ProvisioningException refused(String action, String code, String said) {
        return new ProvisioningException(
                Reason.REFUSED, code, "cannot %s: AWS answered %s: %s".formatted(action, code, said), null);
    }

    ProvisioningException(Reason reason, String code, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.code = code;
    }

    public Reason reason() {
        return reason;
    }

    /** AWS's error code, such as {@code DependencyViolation}; empty when AWS did not answer. */
    public String code() {
        return code;
    }
}
