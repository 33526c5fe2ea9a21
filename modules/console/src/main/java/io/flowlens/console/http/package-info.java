/** The HTTP server: who may ask, the files of the page, the API, the live events. */
package io.flowlens.console.http;
