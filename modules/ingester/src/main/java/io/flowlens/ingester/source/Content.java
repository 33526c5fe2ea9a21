package io.flowlens.ingester.source;

/** What a record turned out to hold: a {@link Batch}, or one of these. */
public sealed interface Content permits Batch, Content.ControlMessage, Content.Unreadable {

    /** AWS asks whether the destination is there; nothing in it is a flow log. */
    record ControlMessage() implements Content {}

    /** The whole record is of no use. */
    record Unreadable(Reason reason) implements Content {}

    /** Why a record, or a line of it, became a dead letter. Closed on purpose: it is a metric tag. */
    enum Reason {
        /** Neither gzip nor base64 nor a JSON object. */
        NOT_AN_ENVELOPE,
        BROKEN_GZIP,
        /** It opens to more than the reader is willing to hold. */
        TOO_LARGE,
        BROKEN_JSON,
        /** A {@code messageType} that is neither DATA_MESSAGE nor CONTROL_MESSAGE. */
        UNKNOWN_TYPE,
        /** A JSON object without a list of {@code logEvents}. */
        NO_LOG_EVENTS,
        /** A log event without a message that is text. */
        BAD_EVENT,
        /** A Parquet file that is damaged, or holds no flow logs. */
        BROKEN_PARQUET,
        /** One line that does not fit into a Kafka record. */
        LINE_TOO_LONG
    }
}
