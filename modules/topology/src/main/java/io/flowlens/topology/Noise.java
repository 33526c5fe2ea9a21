package io.flowlens.topology;

import io.flowlens.topics.Alert.Summary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What one interface has rejected, in a fixed amount of memory whatever arrives: who knocked most often, at what, and who
 * tries one thing after the other. Some 5 kB an interface when stored.
 */
final class Noise {

    private static final int TOP = 5;

    private final TopCounts sources;
    private final TopCounts services;
    private final Scanners scanners;

    Noise() {
        this(new TopCounts(), new TopCounts(), new Scanners());
    }

    private Noise(TopCounts sources, TopCounts services, Scanners scanners) {
        this.sources = sources;
        this.services = services;
        this.scanners = scanners;
    }

    void count(String source, String service) {
        sources.add(source);
        services.add(service);
    }

    Scanners scanners() {
        return scanners;
    }

    Summary summary() {
        return new Summary(sources.top(TOP), services.top(TOP));
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            sources.writeTo(out);
            services.writeTo(out);
            scanners.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static Noise of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Noise(TopCounts.readFrom(in), TopCounts.readFrom(in), Scanners.readFrom(in));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored summary of an interface cannot be read", e);
        }
    }
}
