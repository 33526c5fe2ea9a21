/** The envelope that a CloudWatch Logs subscription puts around log events. */
package io.flowlens.ingester.envelope;
