package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of all topics, as it stands in {@code docs/reference/topics.md}. */
final class TopicsPage {

    private static final String FOLDER = "../../modules/topics/src/main/resources/io/flowlens/topics/schemas/";
    private static final String HEAD = """
            # Topics

            What stands on Kafka, for who reads along. This page is generated from the code and the schemas; a test fails when it is stale, and this rewrites it:

                mvn -pl modules/topics -am test -Dtest=TopicsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dflowlens.docs=write

            Every name begins with the prefix (`vpc.` unless set). `flowlens topics` prints the plan, `flowlens topics --create` makes what is missing.
            JSON leaves out what is unknown or empty. A field or a word of a list is added, never renamed: ignore what you do not know. `schemaVersion` grows only
            when a reader of the old one would be misled. Read with `isolation.level=read_committed`: what is written, is written in transactions.
            Header values are UTF-8 text.
            """;

    /** What key and headers hold, by the name without prefix. */
    private static final Map<String, String> RECORD = Map.of(
            "flow-logs",
            "Key: interface id. Value: lines as AWS delivered them, LF between them. Headers, each where known: `account`, `region`,"
                    + " `log-group`, `log-stream`, `format`, `event-time` (start of the newest flow, epoch milliseconds), `arrived` (at the"
                    + " source, epoch milliseconds). A record without key and value only says in `event-time` how late it is.",
            "ingest-positions",
            "Key: source and shard.",
            "inventory",
            "Key: AWS's id of the resource. No value: it is gone. Headers: `type` (the names below), `account`, `region`, `seen-at`"
                    + " (when this state was seen, epoch milliseconds).",
            "rejects",
            "Key: interface id.",
            "alerts",
            "Key: fingerprint. The newest record of a fingerprint counts.",
            "disagreements",
            "Key: interface id.",
            "dead-letters",
            "Key and value as they came, and the headers they came with. More headers: `flowlens-dead-letter-reason`,"
                    + " `flowlens-dead-letter-source` (topic or stream), `flowlens-dead-letter-position` (there), `flowlens-dead-letter-detail`"
                    + " (in words, where there are some).");

    private TopicsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        Topics topics = Topics.withDefaults();
        topics.all()
                .forEach(topic -> section(
                        page, topic, topic.name().substring(topics.prefix().length())));
        page.append("\n## Shared shapes\n");
        shapes(page, new SchemaFile("common"));
        return page.toString();
    }

    private static void section(StringBuilder page, Topic<?, ?> topic, String name) {
        page.append("\n## `%s`\n\n%s. %s\n".formatted(topic.name(), sentence(topic.holds()), RECORD.get(name)));
        page.append("\nPartitions: %d. Settings: %s.\n"
                .formatted(
                        topic.partitions(),
                        topic.config().entrySet().stream()
                                .map(setting -> "`%s=%s`".formatted(setting.getKey(), setting.getValue()))
                                .collect(Collectors.joining(", "))));
        if (Topics.class.getResource("schemas/" + name + ".schema.json") != null) {
            SchemaFile schema = new SchemaFile(name);
            page.append("\nValue: [%1$s.schema.json](%2$s%1$s.schema.json). %3$s\n"
                    .formatted(name, FOLDER, schema.root().path("description").asText()));
            if (schema.root().has("properties")) {
                fields(page, schema.root());
            }
            shapes(page, schema);
        }
    }

    private static void shapes(StringBuilder page, SchemaFile file) {
        for (String name : file.names("$defs")) {
            JsonNode shape = file.root().path("$defs").path(name);
            page.append("\n### %s\n\n%s\n"
                    .formatted(
                            shape.path("title").asText(),
                            shape.path("description").asText()));
            fields(page, shape);
        }
    }

    private static void fields(StringBuilder page, JsonNode shape) {
        List<String> required = SchemaFile.texts(shape.path("required"));
        page.append("\n| field | type | always | meaning |\n|---|---|---|---|\n");
        for (String name : SchemaFile.names(shape, "properties")) {
            JsonNode field = shape.path("properties").path(name);
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            name,
                            type(field),
                            required.contains(name) ? "yes" : "",
                            field.path("description").asText()));
        }
    }

    private static String type(JsonNode field) {
        String reference = field.path("$ref").asText();
        if (!reference.isEmpty()) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            String title = name.equals("nearestMiss") ? "nearest miss" : name;
            return "[%s](#%s)".formatted(title, title.replace(' ', '-'));
        }
        if (field.has("enum")) {
            return String.join(", ", SchemaFile.texts(field.path("enum")));
        }
        if (field.has("const")) {
            return field.path("const").asText();
        }
        if ("array".equals(field.path("type").asText())) {
            return "list of " + type(field.path("items"));
        }
        if ("object".equals(field.path("type").asText())) {
            List<String> inner = new ArrayList<>();
            SchemaFile.names(field, "properties").forEach(name -> inner.add("`" + name + "`"));
            return "object with " + String.join(", ", inner);
        }
        return field.path("type").asText();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
