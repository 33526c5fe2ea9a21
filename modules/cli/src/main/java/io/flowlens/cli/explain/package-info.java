/** {@code flowlens explain}: the verdict on flow logs in a file, from a network saved in files. */
package io.flowlens.cli.explain;
