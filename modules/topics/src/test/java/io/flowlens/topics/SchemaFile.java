package io.flowlens.topics;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One schema of the repository, read without the help of a validator. */
record SchemaFile(String name, JsonNode root) {

    /** A schema and the file in which its references are to be looked up. */
    record Resolved(SchemaFile file, JsonNode schema) {}

    SchemaFile(String name) {
        this(name, read(name));
    }

    /** Follows a reference, if it is one. */
    Resolved resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.isEmpty()) {
            return new Resolved(this, schema);
        }
        int hash = reference.indexOf('#');
        SchemaFile file =
                hash == 0 ? this : new SchemaFile(reference.substring(0, hash).replace(".schema.json", ""));
        return new Resolved(file, file.root.at(reference.substring(hash + 1)));
    }

    List<String> names(String field) {
        return names(root, field);
    }

    static List<String> names(JsonNode schema, String field) {
        List<String> names = new ArrayList<>();
        schema.path(field).fieldNames().forEachRemaining(names::add);
        return names;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(String name) {
        try (InputStream in = Topics.class.getResourceAsStream("schemas/" + name + ".schema.json")) {
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("no schema is called " + name, e);
        }
    }
}
