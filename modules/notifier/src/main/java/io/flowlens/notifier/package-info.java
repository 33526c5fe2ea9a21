/** Tells people of alerts: reads {@code vpc.alerts} once for each channel, and remembers in Kafka what was delivered. */
package io.flowlens.notifier;
