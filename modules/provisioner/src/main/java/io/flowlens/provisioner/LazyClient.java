package io.flowlens.provisioner;

import java.util.function.Supplier;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Builds a client when it is first asked for: each one costs tenths of a second at start-up. */
final class LazyClient<C extends SdkAutoCloseable> implements Supplier<C>, AutoCloseable {

    private final Supplier<C> build;
    private C client;

    LazyClient(Supplier<C> build) {
        this.build = build;
    }

    @Override
    public synchronized C get() {
        if (client == null) {
            client = build.get();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
