/** Flow logs into a log group, and out of it over a Kinesis stream. */
package io.flowlens.provisioner.logs;
