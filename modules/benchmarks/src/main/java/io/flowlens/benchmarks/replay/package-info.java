/** A recording judged once more. */
package io.flowlens.benchmarks.replay;
