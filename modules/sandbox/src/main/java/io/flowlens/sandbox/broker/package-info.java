/** A real Kafka broker inside this process; nothing of it is ours but the start and the stop. */
package io.flowlens.sandbox.broker;
