package io.flowlens.cli;

import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.Teardown;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that works on an account: has the clients, prints a line for each thing done. */
public abstract class AwsCommand implements Callable<Integer> {

    @Mixin
    private AwsOptions aws;

    @Spec
    private CommandSpec spec;

    protected abstract int run(AwsClients clients);

    @Override
    public final Integer call() {
        try (AwsClients clients = aws.clients()) {
            return run(clients);
        }
    }

    protected final void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    protected final CommandSpec spec() {
        return spec;
    }

    protected final String region() {
        return aws.region();
    }

    /** What was done is the answer; what is waited for is not. */
    protected final Progress progress() {
        return new Progress() {
            @Override
            public void done(String sentence) {
                print(sentence);
            }

            @Override
            public void waiting(String sentence) {
                spec.commandLine().getErr().println(sentence);
            }
        };
    }

    /**
     * Says how a removal ended.
     *
     * @return the exit code
     */
    protected final int tell(Teardown teardown, String gone, String again) {
        teardown.failed().forEach(reason -> print("not deleted: " + reason));
        print(teardown.complete() ? gone : "something is left: run '%s' again".formatted(again));
        return teardown.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
