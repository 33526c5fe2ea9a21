/** Kafka Streams: joins each flow with the network of its time, judges it, and keeps the alerts. */
package io.flowlens.topology;
