/** What things cost in AWS, told before they are made. */
package io.flowlens.provisioner.cost;
