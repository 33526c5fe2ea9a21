/** The web page and its HTTP API. */
package io.flowlens.console;
