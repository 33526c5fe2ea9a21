/** Judging flows by the rules of their time. */
package io.flowlens.benchmarks.verdict;
