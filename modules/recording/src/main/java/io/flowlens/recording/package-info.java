/** A span of the topics in one file. */
package io.flowlens.recording;
