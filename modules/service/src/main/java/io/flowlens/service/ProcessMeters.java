package io.flowlens.service;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What is measured of the process itself: which build it is, its memory, threads, processor and files. */
public final class ProcessMeters implements AutoCloseable {

    private final JvmGcMetrics collector = new JvmGcMetrics();

    /**
     * @param version the build's version
     * @param commit the commit it was built from
     */
    public ProcessMeters(Meters meters, String version, String commit) {
        meters.gauge(ServiceMeter.BUILD_INFO.spec(), () -> 1, version, commit);
        meters.bind(collector);
        meters.bind(new JvmMemoryMetrics());
        meters.bind(new JvmThreadMetrics());
        meters.bind(new ProcessorMetrics());
        meters.bind(new FileDescriptorMetrics());
        meters.bind(new UptimeMetrics());
    }

    @Override
    public void close() {
        collector.close();
    }
}
