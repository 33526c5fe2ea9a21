package io.flowlens.sandbox.aws.protocol;

/** One of AWS's wire protocols: reads the parameters of a call and writes what it returns. */
public sealed interface Protocol permits FormProtocol, StructuredProtocol {

    /** The parameters in a request body; {@link AwsException} if it cannot be read. */
    Params parse(byte[] body);

    /** The operation's answer. */
    byte[] result(String operation, Tree result, String requestId);

    byte[] error(AwsException error, String requestId);

    String contentType();

    /** A message of an event stream: an event of this type and its structure. */
    default byte[] event(String type, Tree event) {
        return EventMessage.of(type, contentType(), result(type, event, ""));
    }

    /** The protocol for a request of this content type to a service of this dialect. */
    static Protocol of(Dialect dialect, String contentType) {
        if (dialect.isXml()) {
            return new FormProtocol(dialect);
        }
        boolean cbor = contentType != null && contentType.contains("cbor");
        return cbor ? StructuredProtocol.cbor(dialect) : StructuredProtocol.json(dialect);
    }
}
