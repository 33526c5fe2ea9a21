package io.flowlens.benchmarks.race;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of this process: user and system, of all its threads, garbage collection and compilation included. */
public final class CpuClock {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuClock() {}

    /** Seconds since the process began. */
    public static double seconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }
}
