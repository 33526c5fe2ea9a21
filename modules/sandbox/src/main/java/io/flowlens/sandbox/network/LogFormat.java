package io.flowlens.sandbox.network;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes records in the format of one flow log. */
final class LogFormat {
    private static final Map<String, LogField> FILLED = LogField.byName();
    private static final int OLDEST = 2;

    private final List<String> names;
    private final int version;

    LogFormat(List<String> names) {
        this.names = names;
        this.version = names.stream().mapToInt(LogFormat::versionOf).max().orElse(OLDEST);
    }

    /** One line; a field without a value is {@code -}. */
    FlowLogLine line(LogRecord record) {
        String text = names.stream().map(name -> text(name, record)).collect(Collectors.joining(" "));
        return new FlowLogLine(record.startSeconds() * 1000, record.endSeconds() * 1000, text);
    }

    private String text(String name, LogRecord record) {
        if (name.equals("version")) {
            return Integer.toString(version);
        }
        LogField field = FILLED.get(name);
        Object value = field == null ? null : field.of(record);
        return value == null ? "-" : value.toString();
    }

    /** The version that brought a field, also where this network has nothing to fill in. */
    private static int versionOf(String name) {
        if (FILLED.containsKey(name)) {
            return FILLED.get(name).version();
        }
        if (name.startsWith("ecs-")) {
            return 7;
        }
        if (name.startsWith("next-hop-")) {
            return 11;
        }
        return switch (name) {
            case "sublocation-type", "sublocation-id" -> 4;
            case "pkt-src-aws-service", "pkt-dst-aws-service" -> 5;
            case "reject-reason" -> 8;
            case "resource-id" -> 9;
            case "encryption-status" -> 10;
            case "instance-tag", "instance-tag-2", "interface-tag", "interface-tag-2", "asg-tag", "asg-tag-2" -> 11;
            case "interface-type" -> 11;
            default -> OLDEST;
        };
    }
}
