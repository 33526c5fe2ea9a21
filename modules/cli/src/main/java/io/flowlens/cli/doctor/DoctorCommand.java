package io.flowlens.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.flowlens.cli.AwsOptions;
import io.flowlens.cli.ConsoleAddress;
import io.flowlens.cli.KafkaOptions;
import io.flowlens.cli.StatusOptions;
import io.flowlens.cli.Usage;
import io.flowlens.cli.account.PolicyOptions;
import io.flowlens.cli.account.PolicyPart;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.topics.Json;
import io.flowlens.topics.SafeText;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flowlens doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks whether everything is there that flowlens needs: this machine, the account, the brokers. Changes nothing.",
            "One line a check: ok, warning or failed, what is so, and what to do. Exit code 1 when something failed.",
            ""
        },
        footer = {
            "",
            "Without --for, the permissions of every part are looked at whose resources were named, and what is missing is",
            "a warning: nobody needs all of them. 'flowlens policy doctor' has what it takes to ask IAM; without that,",
            "doctor makes the calls that change nothing and says which it could not try."
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    enum Form {
        TABLE,
        JSON
    }

    @Mixin
    private AwsOptions aws;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private StatusOptions status;

    @Mixin
    private ConsoleAddress console;

    @Mixin
    private PolicyOptions policies;

    @Option(
            names = "--for",
            paramLabel = "PART",
            split = ",",
            description =
                    "What these credentials are for, as 'flowlens policy' calls it; repeatable. What they lack for"
                            + " it has failed.")
    private List<String> parts = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table (default) or json: one array.")
    private Form form;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<PolicyPart> required = parts.stream().map(policies::part).toList();
        try (AwsClients clients = aws.clients()) {
            required.forEach(
                    part -> policies.of(part, clients.identityOf("123456789012"))); // refuses what lacks a name
            List<Finding> findings = checks(clients, required).run();
            if (form == Form.JSON) {
                json(findings);
            } else {
                table(findings);
            }
            boolean failed = findings.stream().anyMatch(finding -> finding.status() == Finding.Status.FAILED);
            return failed ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private Checks checks(AwsClients clients, List<PolicyPart> required) {
        AwsChecks account = new AwsChecks(clients, aws.region(), policies);
        KafkaChecks brokers = new KafkaChecks(
                kafka.settings().bootstrapServers(), kafka.settings().admin("flowlens-doctor"), kafka.topics());
        InetSocketAddress page = Usage.check(spec, console::address);
        Checks checks = new Checks(LIMIT)
                .add("jdk", MachineChecks::jdk)
                .add("port metrics", () -> MachineChecks.port("port metrics", status.address(), "--status-port"))
                .add("port console", () -> MachineChecks.port("port console", page, "--listen"))
                .add("kafka", brokers::reachable)
                .add("kafka topics", brokers::topics)
                .add("kafka clock", brokers::clock)
                .add("aws identity", account::identity)
                .add("aws region", account::region)
                .add("aws clock", account::clock);
        for (PolicyPart part : required.isEmpty() ? policies.named() : required) {
            checks.add("permissions " + part.word(), () -> account.permissions(part, !required.isEmpty()));
        }
        return checks;
    }

    private void table(List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        for (Finding finding : findings) {
            String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
            String line = "%-7s  %-" + width + "s  %s";
            out.println(line.formatted(word(finding), finding.check(), SafeText.of(finding.detail() + advice)));
        }
        out.flush();
    }

    private void json(List<Finding> findings) {
        ArrayNode all = Json.mapper().createArrayNode();
        findings.forEach(finding -> all.addObject()
                .put("check", finding.check())
                .put("status", word(finding))
                .put("detail", finding.detail())
                .put("advice", finding.advice()));
        try {
            spec.commandLine()
                    .getOut()
                    .println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
        spec.commandLine().getOut().flush();
    }

    private static String word(Finding finding) {
        return finding.status().name().toLowerCase(Locale.ROOT);
    }
}
