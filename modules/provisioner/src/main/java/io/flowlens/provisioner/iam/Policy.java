package io.flowlens.provisioner.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An IAM policy document. */
public record Policy(List<Statement> statements) {

    private static final String LANGUAGE = "2012-10-17";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DefaultPrettyPrinter PRINTER =
            new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));

    public Policy {
        statements = List.copyOf(statements);
    }

    static Policy of(Statement... statements) {
        return new Policy(List.of(statements));
    }

    /** Every action it allows, such as {@code ec2:DescribeVpcs}. */
    public Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(statement -> actions.addAll(statement.actions()));
        return actions;
    }

    /** As IAM takes it, one item a line. */
    public String json() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", LANGUAGE);
        ArrayNode list = document.putArray("Statement");
        statements.forEach(statement -> list.add(node(statement)));
        try {
            return JSON.writer(PRINTER).writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of text is always JSON", e);
        }
    }

    private static ObjectNode node(Statement statement) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!statement.id().isEmpty()) {
            node.put("Sid", statement.id());
        }
        node.put("Effect", "Allow");
        if (!statement.principal().isEmpty()) {
            String kind = statement.principal().startsWith("arn:") ? "AWS" : "Service";
            node.putObject("Principal").put(kind, statement.principal());
        }
        node.set("Action", oneOrMore(statement.actions()));
        if (!statement.resources().isEmpty()) {
            node.set("Resource", oneOrMore(statement.resources()));
        }
        if (!statement.conditions().isEmpty()) {
            ObjectNode conditions = node.putObject("Condition");
            statement
                    .conditions()
                    .forEach(condition -> conditions
                            .withObject("/" + condition.operator())
                            .set(condition.key(), oneOrMore(condition.values())));
        }
        return node;
    }

    private static JsonNode oneOrMore(List<String> values) {
        if (values.size() == 1) {
            return JsonNodeFactory.instance.textNode(values.get(0));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }
}
