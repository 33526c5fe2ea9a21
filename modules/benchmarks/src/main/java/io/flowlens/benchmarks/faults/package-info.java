/** The promise "each line exactly once", put to the test with real processes that are killed again and again. */
package io.flowlens.benchmarks.faults;
