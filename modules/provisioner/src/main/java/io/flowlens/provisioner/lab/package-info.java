/** The lab: two instances that cannot ping each other, and the flow logs that say so. */
package io.flowlens.provisioner.lab;
