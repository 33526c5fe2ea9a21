package io.flowlens.provisioner.lab;

/**
 * What {@code ping} printed on an instance.
 *
 * @param output standard output, then standard error
 * @param exitCode 0 when at least one reply came
 */
public record Ping(String output, int exitCode) {

    public boolean answered() {
        return exitCode == 0;
    }
}
