package io.flowlens.sandbox.network;

/**
 * A record of a flow log before it is written in a format.
 *
 * @param flow what was seen, or null in a record that says there was nothing or that something was left out
 */
record LogRecord(Subject subject, Flow flow, long startSeconds, long endSeconds, Status status) {
    enum Status {
        OK,
        NODATA,
        SKIPDATA
    }

    static LogRecord of(Subject subject, Flow flow) {
        return new LogRecord(subject, flow, flow.startSeconds(), flow.endSeconds(), Status.OK);
    }
}
