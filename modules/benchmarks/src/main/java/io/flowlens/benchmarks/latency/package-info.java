/** How long it takes from Kinesis to an alert. */
package io.flowlens.benchmarks.latency;
