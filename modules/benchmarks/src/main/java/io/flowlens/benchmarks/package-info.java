/** What a line costs, measured beside what else could be used. */
package io.flowlens.benchmarks;
