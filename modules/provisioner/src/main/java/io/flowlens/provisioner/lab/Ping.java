package io.flowlens.provisioner.lab;

/**
 * What {@code ping} printed on an instance.
 *
 * @param output as {@code ping} printed it; why not, when it could not be run
 * @param exitCode 0 when at least one reply came
 */
public record Ping(String output, int exitCode) {

    public boolean answered() {
        return exitCode == 0;
    }
}
