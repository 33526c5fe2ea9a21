package io.flowlens.cli.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.topics.InventoryType;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The prefix lists of a saved network.
 *
 * <p>AWS prints the entries of one list at a time, without its id: {@code aws ec2 get-managed-prefix-list-entries
 * --prefix-list-id pl-1}. So they are saved as {@code managed-prefix-list-entries/pl-1.json}, or, where {@code
 * managed-prefix-lists.json} holds one list only, as {@code managed-prefix-list-entries.json}. A list whose entries are
 * not there is left out: it is unknown, which is not the same as empty.
 */
final class PrefixListFiles {

    private static final String ENTRIES = "Entries";
    private static final String ID = InventoryType.PREFIX_LIST.idField();
    private static final String SAVED = "managed-prefix-list-entries";
    private static final String JSON = ".json";

    private final Path folder;

    PrefixListFiles(Path folder) {
        this.folder = folder;
    }

    /** Calls once for each list whose entries are known, with them in a field {@code Entries}. */
    void forEach(Consumer<JsonNode> consumer) {
        Map<String, ObjectNode> lists = described();
        Path single = folder.resolve(SAVED + JSON);
        if (Files.exists(single)) {
            if (lists.size() != 1) {
                throw new ExplainException("%s does not say which prefix list it is of: save each list's as %s"
                        .formatted(single, folder.resolve(SAVED).resolve("pl-....json")));
            }
            lists.values().forEach(list -> list.set(ENTRIES, entries(single)));
        }
        for (Path file : saved()) {
            String id = file.getFileName().toString().replace(JSON, "");
            lists.computeIfAbsent(id, PrefixListFiles::nameless).set(ENTRIES, entries(file));
        }
        lists.values().stream().filter(list -> list.has(ENTRIES)).forEach(consumer);
    }

    private Map<String, ObjectNode> described() {
        var lists = new LinkedHashMap<String, ObjectNode>();
        String name = InventoryType.PREFIX_LIST.describe();
        var file = new ResourceFile(
                folder.resolve(name + JSON), InventoryType.PREFIX_LIST.list(), "aws ec2 describe-" + name);
        if (Files.exists(file.path())) {
            file.forEach(list -> {
                if (list instanceof ObjectNode fields) {
                    lists.put(list.path(ID).asText(), fields);
                }
            });
        }
        return lists;
    }

    private List<Path> saved() {
        Path entries = folder.resolve(SAVED);
        if (!Files.isDirectory(entries)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(entries)) {
            return files.filter(file -> file.toString().endsWith(JSON)).sorted().toList();
        } catch (IOException e) {
            throw new ExplainException("cannot read %s: %s".formatted(entries, e.getMessage()), e);
        }
    }

    private static ObjectNode nameless(String id) {
        return Json.mapper().createObjectNode().put(ID, id);
    }

    private static ArrayNode entries(Path file) {
        ArrayNode entries = Json.mapper().createArrayNode();
        new ResourceFile(file, ENTRIES, "aws ec2 get-managed-prefix-list-entries").forEach(entries::add);
        return entries;
    }
}
