/** A recording that names nothing of its network, and is judged as the network itself. */
package io.flowlens.recording.anonymous;
