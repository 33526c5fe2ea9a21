/** The ways in: what a source of flow logs is, whatever stands behind it. */
package io.flowlens.ingester.source;
