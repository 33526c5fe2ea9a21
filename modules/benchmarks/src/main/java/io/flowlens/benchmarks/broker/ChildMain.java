package io.flowlens.benchmarks.broker;

import io.flowlens.sandbox.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;

/** The other process: a broker until its parent closes standard input, or is gone. */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] args) throws IOException {
        try (KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), 0)) {
            System.out.println(broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // nothing is ever written to it
            }
        }
        System.exit(0);
    }
}
