/** The way in for recorded flow logs: text files, one line a flow. */
package io.flowlens.ingester.file;
