/** From the bytes of Kinesis records to records of Kafka. */
package io.flowlens.benchmarks.intake;
