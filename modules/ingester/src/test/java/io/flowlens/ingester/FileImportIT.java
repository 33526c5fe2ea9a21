package io.flowlens.ingester;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingester.file.FileSource;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Start;
import io.flowlens.service.Meters;
import io.flowlens.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file through a whole ingester, beside one that reads a stream into the same topics. */
class FileImportIT {

    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    @Test
    void importsAFileOnceHoweverOftenItIsAsked() throws IOException {
        List<String> lines =
                IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList();
        Path file = Files.write(folder.resolve("flows.log"), lines);

        try (Outside outside = new Outside(data)) {
            Topics topics = outside.topics();
            String stream = outside.stream(1);
            Traffic traffic = new Traffic(outside, stream);
            try (IngesterService beside = outside.ingester(stream, new Start.Oldest(), topics, new Meters());
                    Committed committed = Committed.flowLogs(outside.kafka(), topics)) {
                beside.start();
                traffic.put(20);

                importAll(outside, topics, file);
                importAll(outside, topics, file);

                Map<String, List<String>> all = committed.awaitLines(lines.size() + traffic.lines());
                assertThat(all.remove("flows.log")).isEqualTo(lines);
                assertThat(all).isEqualTo(traffic.sent());
            }
        }
    }

    private static void importAll(Outside outside, Topics topics, Path file) {
        try (IngesterService ingester = new IngesterService(
                new IngesterSettings("import", new Start.Oldest(), null, Map.of()),
                List.of(new FileSource(List.of(file), new LogStream(null, "recorded", "flows.log"), null)),
                outside.kafka(),
                topics,
                new Meters())) {
            ingester.start();
            Awaitility.await().atMost(Outside.PATIENCE).until(ingester::hasReadAll);
        }
    }
}
