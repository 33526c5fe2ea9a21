/** What every long-running part shares: Kafka settings, meters, health, and the HTTP endpoint that shows them. */
package io.flowlens.service;
