/** Input made up from a seed: a network, its traffic, and both as AWS would write them. */
package io.flowlens.benchmarks.input;
