/** A Kafka broker in a process of its own, so that its work is not counted as ours. */
package io.flowlens.benchmarks.broker;
