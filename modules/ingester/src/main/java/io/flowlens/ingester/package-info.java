/** Reads flow log lines from where AWS delivers them and writes them to Kafka, each exactly once, unread. */
package io.flowlens.ingester;
