package io.flowlens.cli.lab;

import io.flowlens.cli.AwsCommand;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.lab.Lab;
import io.flowlens.provisioner.lab.LabState;
import java.util.ArrayList;
import java.util.List;

/** One step of the lab. */
abstract class LabStep extends AwsCommand {

    abstract int run(AwsClients clients, Lab lab);

    @Override
    protected final int run(AwsClients clients) {
        return run(clients, new Lab(clients));
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

    /** What a change of rules prints before it asks. */
    static List<String> plan(LabState state, String... changes) {
        List<String> lines = new ArrayList<>();
        lines.add("Plan for account %s, region %s:".formatted(state.account(), state.region()));
        for (String change : changes) {
            lines.add("  " + change);
        }
        lines.add("Cost: none");
        return lines;
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
