package io.flowlens.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which build this is, as the build itself wrote it down. */
public final class Version implements IVersionProvider {

    private static final Properties BUILD = build();

    @Override
    public String[] getVersion() {
        return new String[] {
            "flowlens " + number() + " (" + commit() + ")",
            "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
        };
    }

    public static String number() {
        return BUILD.getProperty("version");
    }

    /** The commit it was built from, or {@code unknown}. */
    static String commit() {
        return BUILD.getProperty("commit");
    }

    private static Properties build() {
        try (InputStream written = Version.class.getResourceAsStream("build.properties")) {
            Properties build = new Properties();
            build.load(written);
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which build this is", e);
        }
    }
}
