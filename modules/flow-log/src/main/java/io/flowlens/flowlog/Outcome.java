package io.flowlens.flowlog;

/** What a line turned out to be. The set is closed: it names metric tags and the reasons of dead letters. */
public enum Outcome {
    /** A flow. */
    FLOW,
    /** No traffic at the interface in the window from start to end. */
    NODATA,
    /** AWS left out an unknown number of flows of the window. */
    SKIPDATA,
    /** Nothing but blanks. */
    EMPTY,
    /** The names of columns, of this format or another: {@link Format#ofHeader(CharSequence)} reads it. */
    HEADER,
    /** Longer than {@link FlowLogParser#MAX_LINE_BYTES}. */
    TOO_LONG,
    /** Fewer or more columns than the format has. */
    FIELD_COUNT,
    /** A column that is not what its field may be. */
    BAD_FIELD;

    /** Whether {@link FlowLogParser#record()} holds the line. */
    public boolean isRecord() {
        return this == FLOW || this == NODATA || this == SKIPDATA;
    }
}
