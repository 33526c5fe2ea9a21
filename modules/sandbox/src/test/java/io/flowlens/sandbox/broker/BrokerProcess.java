package io.flowlens.sandbox.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A broker in a process of its own, to be killed. */
final class BrokerProcess {

    private static final String READY = "listening on ";

    private BrokerProcess() {}

    /** @param args folder of its data */
    public static void main(String[] args) throws IOException {
        try (KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), 0)) {
            System.out.println(READY + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // the end of the input is the end of the test
            }
        }
    }

    static Process start(Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BrokerProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits until it says where it listens. */
    static String awaitAddress(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IllegalStateException("the broker ended before it listened");
    }
}
