/** The command that asks what a changed network would have done. */
package io.flowlens.cli.whatif;
