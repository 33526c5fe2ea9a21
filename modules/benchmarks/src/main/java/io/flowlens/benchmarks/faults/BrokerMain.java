package io.flowlens.benchmarks.faults;

import io.flowlens.sandbox.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A Kafka broker in a process of its own, to be killed. Ends when whoever started it is gone. */
final class BrokerMain {

    private BrokerMain() {}

    /** @param args folder of its data, port */
    public static void main(String[] args) throws IOException {
        try (KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.println("listening on " + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // nobody writes; the end of the input is the end of the parent
            }
        }
    }
}
