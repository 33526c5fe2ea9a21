package io.flowlens.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that runs one service until Ctrl-C. */
abstract class ServiceCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(200);

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private StatusOptions status;

    @Spec
    private CommandSpec spec;

    /** Adds the service to the pipeline. */
    abstract void addTo(Pipeline pipeline);

    @Override
    public Integer call() {
        try (InterruptLatch latch = InterruptLatch.install();
                Pipeline pipeline = new Pipeline(kafka.settings(), kafka.topics(), status.address())) {
            if (kafka.awaitTopics(pipeline, latch)) {
                addTo(pipeline);
                PrintWriter err = spec.commandLine().getErr();
                err.println(spec.qualifiedName() + " runs until Ctrl-C; " + pipeline.statusUri()
                        + "/metrics, /livez, /readyz");
                err.flush();
                while (!isDone(pipeline) && !latch.await(LOOK)) {
                    // until one of the two
                }
                return exitCode(pipeline);
            }
        }
        return ExitCode.OK;
    }

    /** Whether it has done what it was started for; what runs until Ctrl-C never has. */
    boolean isDone(Pipeline pipeline) {
        return false;
    }

    /** How it went, asked at the end. */
    int exitCode(Pipeline pipeline) {
        return ExitCode.OK;
    }
}
