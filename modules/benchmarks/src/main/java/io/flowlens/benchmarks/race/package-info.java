/** Measuring side by side. */
package io.flowlens.benchmarks.race;
