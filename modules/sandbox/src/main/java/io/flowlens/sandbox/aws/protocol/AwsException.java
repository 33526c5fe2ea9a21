package io.flowlens.sandbox.aws.protocol;

/** An error as AWS reports it: HTTP status, error code and message. */
public final class AwsException extends RuntimeException {

    private final int status;
    private final String code;

    public AwsException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** An error of the caller's making (HTTP 400). */
    public static AwsException badRequest(String code, String message) {
        return new AwsException(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
