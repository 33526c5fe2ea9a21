/** The stream from flow logs to alerts, whole. */
package io.flowlens.benchmarks.topology;
