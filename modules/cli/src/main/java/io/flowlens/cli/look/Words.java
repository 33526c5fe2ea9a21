package io.flowlens.cli.look;

import io.flowlens.network.AclEntry;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Diagnosis.Cause;
import io.flowlens.topics.End;
import io.flowlens.topics.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** What stands in the cells that several tables have. */
public final class Words {

    static final List<IStyle> PLAIN = List.of();
    static final List<IStyle> GOOD = List.of(Style.fg_green);
    public static final List<IStyle> BAD = List.of(Style.bold, Style.fg_red);
    public static final List<IStyle> WARNING = List.of(Style.fg_yellow);

    private Words() {}

    public static Instant second(long seconds) {
        return seconds < 0 ? null : Instant.ofEpochSecond(seconds);
    }

    static Instant secondOf(long millis) {
        return second(Math.floorDiv(millis, 1_000));
    }

    /** {@code web (10.0.0.1)}: the name with the address, or what there is of the two. */
    public static String end(End end) {
        String name = end.name() == null ? end.id() : end.name();
        if (name == null) {
            return end.address() == null ? end.kind() : end.address();
        }
        return end.address() == null ? name : name + " (" + end.address() + ")";
    }

    static String source(Traffic traffic) {
        return traffic == null ? null : end(traffic.source());
    }

    static String destination(Traffic traffic) {
        return traffic == null ? null : end(traffic.destination());
    }

    static String service(Traffic traffic) {
        return traffic == null ? null : traffic.service();
    }

    /** {@code SUBNET_ACL_RESTRICTION acl-0a 90, SG_HAS_NO_RULES sg-0b}: every blocker, or the verdict. */
    static String causes(Diagnosis diagnosis) {
        if (diagnosis == null) {
            return null;
        }
        return diagnosis.causes().isEmpty()
                ? diagnosis.verdict()
                : diagnosis.causes().stream().map(Words::cause).collect(Collectors.joining(", "));
    }

    private static String cause(Cause cause) {
        String rule = cause.ruleNumber() == null ? "" : " " + AclEntry.numberText(cause.ruleNumber());
        return cause.code() + " " + String.join("+", cause.componentIds()) + rule;
    }
}
