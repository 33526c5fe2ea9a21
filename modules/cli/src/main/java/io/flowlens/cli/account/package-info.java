/** A network that is there: its flow logs carried out of AWS, and what that takes. */
package io.flowlens.cli.account;
