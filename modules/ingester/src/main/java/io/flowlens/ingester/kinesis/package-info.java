/** The way in through Amazon Kinesis Data Streams. */
package io.flowlens.ingester.kinesis;
