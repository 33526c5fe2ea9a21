package io.flowlens.cli.look;

import io.flowlens.cli.Usage;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.End;
import io.flowlens.topics.Protocols;
import io.flowlens.topics.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Which traffic to show, the same for every command that shows some.
 *
 * <p>One filter given twice means either; different filters mean both. {@code --not} turns the one filter behind it round. The
 * command line is read from left to right, so each filter is a method that is called when it is met.
 */
final class TrafficFilter {

    /** What was given about one thing: what fits has one of those asked for, and none of those left out. */
    private record Alternatives(List<Predicate<Subject>> asked, List<Predicate<Subject>> leftOut) {

        private boolean fit(Subject subject) {
            return leftOut.stream().noneMatch(test -> test.test(subject))
                    && (asked.isEmpty() || asked.stream().anyMatch(test -> test.test(subject)));
        }
    }

    private final Map<String, Alternatives> conditions = new LinkedHashMap<>();
    private boolean negateNext;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--not",
            order = 10,
            description = "Turn the next filter round: '--not --from internet' leaves out what comes from there.")
    void not(boolean[] given) {
        negateNext = true;
    }

    @Option(
            names = "--from",
            paramLabel = "END",
            order = 11,
            description =
                    "Only what comes from there: a name (web, 'web-*'), an instance or interface id, an address, a"
                            + " CIDR block, 'internet' or 'private'. Every filter may be repeated, which means either.")
    void from(List<String> all) {
        ends("source", all, traffic -> List.of(traffic.source()));
    }

    @Option(names = "--to", paramLabel = "END", order = 12, description = "Only what goes there.")
    void to(List<String> all) {
        ends("destination", all, traffic -> List.of(traffic.destination()));
    }

    @Option(names = "--end", paramLabel = "END", order = 13, description = "Only what comes from or goes there.")
    void either(List<String> all) {
        ends("end", all, traffic -> List.of(traffic.source(), traffic.destination()));
    }

    @Option(
            names = "--port",
            paramLabel = "PORT",
            order = 14,
            description = "Only this destination port, or these: 443, 8000-8099.")
    void port(List<String> all) {
        addOfTraffic("port", all, PortRange::parse, (ports, traffic) -> ports.contains(traffic.port()));
    }

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            order = 15,
            description = "Only this protocol: tcp, udp, icmp, icmpv6, or its IANA number.")
    void protocol(List<String> all) {
        addOfTraffic("protocol", all, TrafficFilter::protocolName, (name, traffic) -> name.equals(traffic.protocol()));
    }

    @Option(
            names = "--cause",
            paramLabel = "CODE",
            order = 16,
            description =
                    "Only what was rejected for this: a cause code (SG_HAS_NO_RULES), or the id of a group or ACL.")
    void cause(List<String> all) {
        add(
                "cause",
                all,
                code -> code,
                (code, subject) -> subject.diagnosis() != null && named(subject.diagnosis(), code));
    }

    /**
     * @param traffic null where it is about no traffic in particular: no filter of traffic fits it
     * @param diagnosis null where nothing was rejected
     */
    boolean fits(Traffic traffic, Diagnosis diagnosis) {
        Subject subject = new Subject(traffic, diagnosis);
        return conditions.values().stream().allMatch(alternatives -> alternatives.fit(subject));
    }

    private void ends(String about, List<String> all, Function<Traffic, List<End>> ends) {
        addOfTraffic(
                about,
                all,
                EndPattern::parse,
                (pattern, traffic) -> ends.apply(traffic).stream().anyMatch(pattern));
    }

    private <T> void addOfTraffic(
            String about, List<String> all, Function<String, T> parser, BiPredicate<T, Traffic> test) {
        add(about, all, parser, (value, subject) -> subject.traffic() != null && test.test(value, subject.traffic()));
    }

    /** @param all what this option was given so far: the last one is new; none when picocli sets the initial value */
    private <T> void add(String about, List<String> all, Function<String, T> parser, BiPredicate<T, Subject> test) {
        if (all == null || all.isEmpty()) {
            return;
        }
        T value = Usage.check(spec, () -> parser.apply(all.get(all.size() - 1)));
        Alternatives alternatives =
                conditions.computeIfAbsent(about, key -> new Alternatives(new ArrayList<>(), new ArrayList<>()));
        (negateNext ? alternatives.leftOut() : alternatives.asked()).add(subject -> test.test(value, subject));
        negateNext = false;
    }

    private static String protocolName(String text) {
        try {
            return Protocols.name(Protocols.number(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' is no protocol: tcp, udp, icmp, icmpv6 or a number".formatted(text));
        }
    }

    private static boolean named(Diagnosis diagnosis, String code) {
        return diagnosis.verdict().equals(code)
                || diagnosis.causes().stream()
                        .anyMatch(cause -> cause.code().equals(code)
                                || cause.componentIds().contains(code));
    }
}
