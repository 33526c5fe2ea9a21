/** Text as AWS writes it to S3: lines of several interfaces, plain or gzip, often with a header line. */
package io.flowlens.ingester.lines;
