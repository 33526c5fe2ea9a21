/** The network as AWS describes it, on its way to the inventory topic. */
package io.flowlens.provisioner.inventory;
