/** A recording held against a changed network. */
package io.flowlens.benchmarks.whatif;
