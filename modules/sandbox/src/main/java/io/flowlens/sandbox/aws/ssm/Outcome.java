package io.flowlens.sandbox.aws.ssm;

/** What a command has written, and its exit code. */
record Outcome(String stdout, String stderr, int exitCode) {

    static Outcome of(int exitCode) {
        return new Outcome("", "", exitCode);
    }

    static Outcome printed(String line) {
        return new Outcome(line + "\n", "", 0);
    }

    static Outcome failed(int exitCode, String message) {
        return new Outcome("", message + "\n", exitCode);
    }

    /** Both one after the other; the later exit code counts. */
    Outcome then(Outcome next) {
        return new Outcome(stdout + next.stdout, stderr + next.stderr, next.exitCode);
    }
}
