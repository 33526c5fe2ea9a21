package io.flowlens.cli.whatif;

import io.flowlens.cli.explain.NetworkFolder;
import io.flowlens.whatif.ChangedNetwork;
import io.flowlens.whatif.ChangesFile;
import io.flowlens.whatif.TerraformPlan;
import io.flowlens.whatif.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be changed: rules, a plan of Terraform, or the whole network. */
final class ChangeOptions {

    @Option(names = "--change", paramLabel = "FILE", order = 0, description = "Rules to be added and removed, as JSON.")
    private Path file;

    @Option(
            names = "--remove",
            paramLabel = "RULE",
            order = 1,
            description = "A rule to be removed: its id (sgr-0123), or an entry of an ACL (acl-0a/ingress/90); may be"
                    + " repeated, and given beside --change.")
    private List<String> removals = List.of();

    @Option(
            names = "--terraform",
            paramLabel = "FILE",
            order = 2,
            description = "A plan of Terraform, as 'terraform show -json PLAN' prints it.")
    private Path plan;

    @Option(
            names = "--network",
            paramLabel = "DIR",
            order = 3,
            description = "The changed network as a whole: a folder as 'flowlens explain' reads it.")
    private Path folder;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    ChangedNetwork network() {
        boolean rules = file != null || !removals.isEmpty();
        long given = Stream.of(rules, plan != null, folder != null)
                .filter(one -> one)
                .count();
        if (given != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    given == 0
                            ? "what if what? give --change, --remove, --terraform or --network"
                            : "give one of --change (with --remove), --terraform and --network");
        }
        if (plan != null) {
            return TerraformPlan.read(plan);
        }
        return folder != null ? recorded -> new NetworkFolder(folder).read() : ChangedNetwork.by(wishes());
    }

    private List<Wish> wishes() {
        var wishes = new ArrayList<Wish>();
        if (file != null) {
            wishes.addAll(ChangesFile.read(file));
        }
        removals.forEach(word -> wishes.add(ChangesFile.removal(word)));
        return wishes;
    }
}
