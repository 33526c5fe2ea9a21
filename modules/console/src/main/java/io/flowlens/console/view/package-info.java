/** What the topics say, held in bounded memory, and the answers made of it. */
package io.flowlens.console.view;
