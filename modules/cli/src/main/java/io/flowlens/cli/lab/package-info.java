/** {@code flowlens lab}: the tutorial's two instances, step by step, on an account or on the sandbox. */
package io.flowlens.cli.lab;
