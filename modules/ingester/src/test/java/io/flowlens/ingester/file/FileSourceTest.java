package io.flowlens.ingester.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceContract;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest extends SourceContract {

    private static final LogStream ORIGIN = new LogStream(null, "recorded", "flows.log");

    @TempDir
    private Path folder;

    @Override
    protected Source sourceOf(List<String> lines) {
        return new FileSource(List.of(file(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))), ORIGIN, 1);
    }

    @Test
    void readsGzipToo() {
        Source source = new FileSource(List.of(file(Envelopes.gzip("a\r\nb\n"))), ORIGIN);

        Page page = source.open(source.shards().get(0), new Start.Oldest()).read();

        assertThat(page.records()).hasSize(1);
        assertThat(source.decoder().decode(page.records().get(0).data())).hasToString("[" + ORIGIN + "\na\nb]");
        assertThat(page.ended()).isTrue();
    }

    @Test
    void readsALongFilePageByPage() {
        String lines = String.join(
                "\n", IntStream.range(0, 25_000).mapToObj(i -> "line " + i).toList());
        Source source = new FileSource(List.of(file(lines.getBytes(StandardCharsets.UTF_8))), ORIGIN);

        ShardReader reader = source.open(source.shards().get(0), new Start.Oldest());
        StringBuilder all = new StringBuilder();
        boolean ended = false;
        while (!ended) {
            Page page = reader.read();
            for (SourceRecord record : page.records()) {
                all.append(new String(record.data(), StandardCharsets.UTF_8));
            }
            ended = page.ended();
        }

        assertThat(all).hasToString(lines);
    }

    @Test
    void namesTheFileThatIsNotThere() {
        Source source = new FileSource(List.of(folder.resolve("missing.log")), ORIGIN);

        assertThatThrownBy(() ->
                        source.open(source.shards().get(0), new Start.Oldest()).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("missing.log");
    }

    private Path file(byte[] content) {
        try {
            return Files.write(folder.resolve("flows.log"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
