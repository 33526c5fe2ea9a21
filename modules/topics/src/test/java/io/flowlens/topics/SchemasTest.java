package io.flowlens.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.flowlens.network.verdict.CauseCode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas say what the code writes: every field of every record, no more and no less. */
class SchemasTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @CsvSource({
        "rejects, io.flowlens.topics.Reject",
        "alerts, io.flowlens.topics.Alert",
        "disagreements, io.flowlens.topics.Disagreement",
        "ingest-positions, io.flowlens.topics.IngestPosition"
    })
    void listEveryFieldWithItsType(String topic, Class<?> written) {
        List<String> differences = new ArrayList<>();
        compare(new SchemaFile(topic), new SchemaFile(topic).root(), written, topic, differences);

        assertThat(differences).isEmpty();
    }

    @Test
    void acceptWhatIsWrittenWithAllItsFieldsAndWithTheFewest() {
        assertThat(errors("alerts", Json.text(Samples.fullAlert()))).isEmpty();
        assertThat(errors("alerts", Json.text(Samples.sparseAlert()))).isEmpty();
        assertThat(errors("rejects", Json.text(Samples.fullReject()))).isEmpty();
        assertThat(errors("rejects", Json.text(Samples.rejectOfUnknownInterface())))
                .isEmpty();
        assertThat(errors("disagreements", Json.text(Samples.disagreement()))).isEmpty();
        assertThat(errors("ingest-positions", Json.text(new IngestPosition("49590", 1, 2, 3, false))))
                .isEmpty();
        assertThat(errors("ingest-positions", Json.text(new IngestPosition(null, -1, 2, -1, true))))
                .isEmpty();
    }

    /** What the whole topology made of the golden recording, which the replay test holds it to. */
    @ParameterizedTest
    @ValueSource(strings = {"alerts", "rejects"})
    void acceptWhatTheTopologyWrites(String topic) throws IOException {
        Path golden = Path.of("../cli/src/test/resources/io/flowlens/cli/replay/%s.jsonl".formatted(topic));

        assertThat(Files.readAllLines(golden))
                .isNotEmpty()
                .allSatisfy(value -> assertThat(errors(topic, value)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "rejects#{}",
                "alerts#{'schemaVersion':1}",
                "disagreements#[]",
                "ingest-positions#{'arrived':'1','committed':2,'millisBehind':3,'ended':true}",
                "inventory#{'Name':'nothing'}"
            })
    void refuseWhatIsNone(String topic, String json) {
        assertThat(errors(topic, json.replace('\'', '"'))).isNotEmpty();
    }

    @Test
    void refuseAKindThatIsNone() {
        String odd = Json.text(Samples.fullAlert()).replace("\"broken-path\"", "\"broken-heart\"");

        assertThat(errors("alerts", odd)).singleElement().asString().contains("kind");
    }

    @Test
    void nameEveryKindOfResourceTheMarkAndTheHint() {
        Topic<String, byte[]> inventory = Topics.withDefaults().inventory();
        var mark = new InventoryMark("123456789012", "eu-west-1", 1_000).to(inventory);
        var hint = new InventoryHint("sg-1", 1_000, List.of(new Alert.Call("RevokeSecurityGroupIngress", 900, "arn")))
                .to(inventory);

        assertThat(new SchemaFile("inventory").names("$defs"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(InventoryType.values()).map(Enum::name), Stream.of("MARK", "HINT"))
                                .toList());
        assertThat(errors("inventory", new String(mark.value(), StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(errors("inventory", new String(hint.value(), StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(errors("inventory", "{\"resourceId\":\"sg-1\",\"seenAt\":1000,\"calls\":[{\"at\":900}]}"))
                .isNotEmpty();
    }

    @Test
    void nameEveryCauseCode() {
        JsonNode code = new SchemaFile("common").root().at("/$defs/cause/properties/code");

        assertThat(SchemaFile.texts(code.path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(CauseCode.values()).map(Enum::name).toList());
    }

    private static void compare(SchemaFile file, JsonNode schema, Type type, String path, List<String> differences) {
        SchemaFile.Resolved resolved = file.resolve(schema);
        JsonNode node = resolved.schema();
        if (type instanceof ParameterizedType list) {
            expect(node, "array", path, differences);
            compare(resolved.file(), node.path("items"), list.getActualTypeArguments()[0], path + "[]", differences);
        } else if (((Class<?>) type).isRecord()) {
            expect(node, "object", path, differences);
            compareFields(resolved, (Class<?>) type, path, differences);
        } else if (((Class<?>) type).isEnum()) {
            List<String> words = Arrays.stream(((Class<?>) type).getEnumConstants())
                    .map(constant -> Json.mapper().valueToTree(constant).asText())
                    .toList();
            if (!SchemaFile.texts(node.path("enum")).equals(words)) {
                differences.add(path + " is not one of " + words);
            }
        } else if (!node.has("enum") && !node.has("const")) {
            expect(node, SIMPLE.get(type), path, differences);
        }
    }

    private static void compareFields(
            SchemaFile.Resolved resolved, Class<?> written, String path, List<String> differences) {
        List<String> described = SchemaFile.names(resolved.schema(), "properties");
        List<String> fields = Arrays.stream(written.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        if (!described.equals(fields)) {
            differences.add("%s has the fields %s, its schema %s".formatted(path, fields, described));
        }
        for (RecordComponent field : written.getRecordComponents()) {
            JsonNode property = resolved.schema().path("properties").path(field.getName());
            if (!property.has("description")) {
                differences.add(path + "." + field.getName() + " has no description");
            }
            compare(resolved.file(), property, field.getGenericType(), path + "." + field.getName(), differences);
        }
    }

    private static final Map<Type, String> SIMPLE = Map.of(
            String.class,
            "string",
            long.class,
            "integer",
            int.class,
            "integer",
            Integer.class,
            "integer",
            boolean.class,
            "boolean");

    private static void expect(JsonNode schema, String type, String path, List<String> differences) {
        if (!schema.path("type").asText().equals(type)) {
            differences.add("%s is not %s but %s".formatted(path, type, schema.path("type")));
        }
    }

    private static List<String> errors(String topic, String json) {
        Schema schema = REGISTRY.getSchema(
                SchemaLocation.of("classpath:io/flowlens/topics/schemas/%s.schema.json".formatted(topic)));
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
