/** Reading lines, every field typed. */
package io.flowlens.benchmarks.parse;
