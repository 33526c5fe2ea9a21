/** The flowlens command: the one place that wires the parts together, and the only one that knows the environment. */
package io.flowlens.cli;
