/** The contract between the parts: every topic with its key, value, headers, serde and retention. */
package io.flowlens.topics;
