/** The way in through Amazon S3, by listing or by the notifications that S3 puts on an SQS queue. */
package io.flowlens.ingester.s3;
