package io.flowlens.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "flowlens " + (version == null ? "(not packaged)" : version),
            "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
        };
    }
}
