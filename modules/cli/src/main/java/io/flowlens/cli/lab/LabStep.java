package io.flowlens.cli.lab;

import io.flowlens.cli.AwsOptions;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.Progress;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One step of the lab: has the clients, prints a line for each thing done. */
abstract class LabStep implements Callable<Integer> {

    @Mixin
    private AwsOptions aws;

    @Spec
    private CommandSpec spec;

    abstract int run(AwsClients clients, Lab lab);

    @Override
    public Integer call() {
        try (AwsClients clients = aws.clients()) {
            return run(clients, new Lab(clients));
        }
    }

    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    CommandSpec spec() {
        return spec;
    }

    String region() {
        return aws.region();
    }

    /** What was done is the answer; what is waited for is not. */
    Progress progress() {
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

    /** The lab as it is, when there is one. */
    static LabState existing(Lab lab) {
        LabState state = lab.find();
        if (state.instances().isEmpty() || state.network().groupId() == null) {
            throw new IncompleteLabException("there is no lab in account %s, region %s: make it with 'flowlens lab up'"
                    .formatted(state.account(), state.region()));
        }
        return state;
    }

    /** The instance that pings, which is the older of the two. */
    static LabState.Instance first(LabState state) {
        return state.instances().get(0);
    }

    static LabState.Instance second(LabState state) {
        if (state.instances().size() < 2) {
            throw new IncompleteLabException("the lab has one instance only: 'flowlens lab up' makes the other");
        }
        return state.instances().get(1);
    }
}
