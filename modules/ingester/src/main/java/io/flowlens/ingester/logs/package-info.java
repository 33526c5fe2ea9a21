/** The way in straight from a CloudWatch Logs group, without a subscription. */
package io.flowlens.ingester.logs;
