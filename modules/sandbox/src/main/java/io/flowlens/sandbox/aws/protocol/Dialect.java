package io.flowlens.sandbox.aws.protocol;

/** How a service speaks: its wire format, and the error codes that differ between services for the same mishap. */
public enum Dialect {
    EC2("http://ec2.amazonaws.com/doc/2016-11-15/", "MissingParameter", "RequestLimitExceeded"),
    IAM("https://iam.amazonaws.com/doc/2010-05-08/", "ValidationError", "Throttling"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/", "ValidationError", "Throttling"),
    KINESIS(null, "ValidationException", "ProvisionedThroughputExceededException"),
    LOGS(null, "InvalidParameterException", "ThrottlingException"),
    SSM(null, "ValidationException", "ThrottlingException");

    private final String namespace;
    private final String invalidParameter;
    private final String throttled;

    Dialect(String namespace, String invalidParameter, String throttled) {
        this.namespace = namespace;
        this.invalidParameter = invalidParameter;
        this.throttled = throttled;
    }

    /** Whether the service takes forms and answers XML; otherwise JSON, or CBOR for those who send it. */
    public boolean isXml() {
        return namespace != null;
    }

    String namespace() {
        return namespace;
    }

    String invalidParameter() {
        return invalidParameter;
    }

    /** The error of a caller that calls too often. */
    public AwsException throttled() {
        int status = this == EC2 ? 503 : 400;
        return new AwsException(status, throttled, "Rate exceeded");
    }

    AwsException unknownAction(String operation) {
        return isXml()
                ? AwsException.badRequest(
                        "InvalidAction", "The action " + operation + " is not valid for this web service.")
                : AwsException.badRequest("UnknownOperationException", "Unknown operation " + operation + ".");
    }
}
