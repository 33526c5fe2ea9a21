/** How this module talks to AWS: its clients, its failures as sentences, and its bounded waits. */
package io.flowlens.provisioner;
