/** The ways in which people are told, and the file that lists them. */
package io.flowlens.notifier.channel;
