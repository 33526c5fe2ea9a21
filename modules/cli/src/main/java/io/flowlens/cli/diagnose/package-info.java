/** May this machine talk to that one? The rules at both ends, and what the recorded traffic shows. */
package io.flowlens.cli.diagnose;
