/** The roles that AWS takes for us, what they may do, and the mark on what we make. */
package io.flowlens.provisioner.iam;
