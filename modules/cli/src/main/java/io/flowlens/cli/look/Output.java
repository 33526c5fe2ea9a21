package io.flowlens.cli.look;

/** How things are shown. */
enum Output {
    /** One row each. */
    TABLE,
    /** More columns, and below each row the rest of what is known. */
    WIDE,
    /** One array of JSON objects. */
    JSON,
    /** One JSON object a line, which can go on for ever. */
    JSONL,
    /** Flow log lines as AWS wrote them. */
    RAW
}
