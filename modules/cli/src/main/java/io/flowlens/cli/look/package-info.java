/** The commands that look: what passes, what is broken, what was judged, filtered and shown the same way. */
package io.flowlens.cli.look;
