/** What is kept when the internet knocks ten million times in an hour, never twice the same way. */
package io.flowlens.benchmarks.bounds;
