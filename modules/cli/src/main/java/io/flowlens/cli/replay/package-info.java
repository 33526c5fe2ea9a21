/** Recordings: written from the topics, and judged once more. */
package io.flowlens.cli.replay;
