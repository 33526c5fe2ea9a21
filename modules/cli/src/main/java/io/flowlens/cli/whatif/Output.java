package io.flowlens.cli.whatif;

/** How an answer is written. */
enum Output {
    /** For people at a terminal. */
    TABLE,
    /** One JSON document. */
    JSON,
    /** For a pull request. */
    MARKDOWN
}
