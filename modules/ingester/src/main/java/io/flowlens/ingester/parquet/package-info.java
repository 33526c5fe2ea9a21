/** Flow logs in Parquet, as AWS writes them to S3, read as the lines of text that they would be otherwise. */
package io.flowlens.ingester.parquet;
