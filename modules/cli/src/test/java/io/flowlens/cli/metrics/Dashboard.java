package io.flowlens.cli.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One dashboard of {@code grafana/dashboards}. */
record Dashboard(String file, JsonNode json) {

    private static final Path FOLDER = Path.of("../../grafana/dashboards");

    static List<Dashboard> all() {
        ObjectMapper mapper = new ObjectMapper();
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(file -> read(mapper, file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(ObjectMapper mapper, Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), mapper.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in it that shows something: rows only part it. */
    List<JsonNode> panels() {
        return each(json.path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<JsonNode> variables() {
        return each(json.at("/templating/list")).toList();
    }

    List<JsonNode> annotations() {
        return each(json.at("/annotations/list")).toList();
    }

    /** Whatever is asked of Prometheus: panels, annotations, variables. */
    List<String> questions() {
        return Stream.of(
                        json.findValues("expr").stream().map(JsonNode::asText),
                        variables().stream()
                                .filter(variable ->
                                        variable.path("type").asText().equals("query"))
                                .map(variable -> variable.path("definition").asText()))
                .flatMap(questions -> questions)
                .toList();
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public String toString() {
        return file;
    }
}
