package io.flowlens.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise with real processes: an ingester killed, the broker killed, both together, and two reshards. */
class FaultRunIT {

    private static final long SEED = 20261123;

    @TempDir
    private Path folder;

    @Test
    void everyLineComesOnceAndInOrderWhateverIsKilled() throws Exception {
        Plan plan = new Plan(50_000, 2_000, 2, 3, Duration.ofSeconds(6), SEED);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        try (FaultRun run = new FaultRun(plan, folder, classPath, classPath, System.out)) {
            Verdict verdict = run.run();

            assertThat(verdict).as("seed %d: %s", SEED, verdict).matches(Verdict::isKept);
            assertThat(verdict.arrived()).isGreaterThanOrEqualTo(plan.lines());
        }
    }
}
