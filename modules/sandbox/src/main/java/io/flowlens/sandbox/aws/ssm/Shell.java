package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import io.flowlens.sandbox.network.VpcNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell of an instance: a few commands, joined by newlines, {@code ;}, {@code &&} or {@code ||}; variables, also from a
 * command's output. Anything else is a command that cannot be found. One shell runs one script.
 */
final class Shell {

    private static final int NOT_FOUND = 127;
    private static final Pattern STEP =
            Pattern.compile("((?:\"[^\"]*\"|'[^']*'|\\$\\([^)]*\\)|(?!&&|\\|\\|)[^;\\n\"'$]|\\$)+)(&&|\\|\\||;|\\n|$)");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=(.*)", Pattern.DOTALL);
    private static final Pattern OUTPUT_OF = Pattern.compile("\"?\\$\\(([^)]*)\\)\"?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)}?");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final Ec2.Host host;
    private final VpcNetwork network;
    private final String metadataToken;
    private final Map<String, String> variables = new HashMap<>();

    Shell(Ec2.Host host, VpcNetwork network, String metadataToken) {
        this.host = host;
        this.network = network;
        this.metadataToken = metadataToken;
    }

    Outcome run(String script) throws InterruptedException {
        Outcome outcome = Outcome.of(0);
        String joint = ";";
        Matcher step = STEP.matcher(script.replaceAll("(?m)^\\s*#.*$", ""));
        while (step.find()) {
            boolean skipped =
                    joint.equals("&&") && outcome.exitCode() != 0 || joint.equals("||") && outcome.exitCode() == 0;
            String command = step.group(1).strip();
            if (!skipped && !command.isEmpty()) {
                outcome = outcome.then(command(command));
            }
            joint = step.group(2);
        }
        return outcome;
    }

    private Outcome command(String command) throws InterruptedException {
        Matcher assignment = ASSIGNMENT.matcher(command);
        if (assignment.matches()) {
            return assign(assignment.group(1), assignment.group(2));
        }
        List<String> words = words(expand(command));
        List<String> arguments = words.subList(Math.min(1, words.size()), words.size());
        return switch (words.isEmpty() ? "true" : words.get(0)) {
            case "ping" -> new PingCommand(network, host.interfaceId()).run(arguments);
            case "curl" -> new MetadataCommand(host, metadataToken).run(arguments);
            case "echo" -> Outcome.printed(String.join(" ", arguments));
            case "hostname" -> Outcome.printed(host.privateDnsName());
            case "true" -> Outcome.of(0);
            case "false" -> Outcome.of(1);
            default -> Outcome.failed(NOT_FOUND, "sh: " + words.get(0) + ": command not found");
        };
    }

    private Outcome assign(String name, String value) throws InterruptedException {
        Matcher outputOf = OUTPUT_OF.matcher(value);
        if (!outputOf.matches()) {
            variables.put(name, String.join("", words(expand(value))));
            return Outcome.of(0);
        }
        Outcome outcome = command(outputOf.group(1).strip());
        variables.put(name, outcome.stdout().stripTrailing());
        return new Outcome("", outcome.stderr(), outcome.exitCode());
    }

    private String expand(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variables.getOrDefault(match.group(1), "")));
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String quoted = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(quoted == null ? word.group(3) : quoted);
        }
        return words;
    }
}
