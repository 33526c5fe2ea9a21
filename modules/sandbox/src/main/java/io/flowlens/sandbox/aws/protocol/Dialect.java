package io.flowlens.sandbox.aws.protocol;

/** How a service speaks: its wire format, and the error codes that differ between services for the same mishap. */
public enum Dialect {
    EC2("http://ec2.amazonaws.com/doc/2016-11-15/", "MissingParameter", "RequestLimitExceeded"),
    IAM("https://iam.amazonaws.com/doc/2010-05-08/", "ValidationError", "Throttling"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/", "ValidationError", "Throttling"),
    KINESIS(null, "ValidationException", "ProvisionedThroughputExceededException"),
    LOGS(null, "InvalidParameterException", "ThrottlingException"),
    SSM(null, "ValidationException", "ThrottlingException"),
    CLOUDTRAIL(null, "InvalidLookupAttributesException", "ThrottlingException"),
    SQS(null, "InvalidParameterValue", "RequestThrottled");

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

    /** The media type of JSON bodies. */
    String jsonType() {
        return this == SQS ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";
    }

    /**
     * What a service that spoke the query protocol once called an error, and clients still do; null for the others. Goes
     * into the header {@code x-amzn-query-error}.
     */
    public String queryError(AwsException error) {
        if (this != SQS) {
            return null;
        }
        String code = switch (error.code()) {
            case "QueueDoesNotExist" -> "AWS.SimpleQueueService.NonExistentQueue";
            case "QueueNameExists" -> "QueueAlreadyExists";
            case "EmptyBatchRequest",
                    "TooManyEntriesInBatchRequest",
                    "BatchEntryIdsNotDistinct",
                    "MessageNotInflight",
                    "UnsupportedOperation" -> "AWS.SimpleQueueService." + error.code();
            default -> error.code();
        };
        return code + (error.status() < 500 ? ";Sender" : ";Receiver");
    }

    AwsException unknownAction(String operation) {
        return isXml()
                ? AwsException.badRequest(
                        "InvalidAction", "The action " + operation + " is not valid for this web service.")
                : AwsException.badRequest("UnknownOperationException", "Unknown operation " + operation + ".");
    }
}
