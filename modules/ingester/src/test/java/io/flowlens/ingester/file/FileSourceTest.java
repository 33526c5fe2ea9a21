package io.flowlens.ingester.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.ingester.Envelopes;
import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Page;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.SourceContract;
import io.flowlens.ingester.source.SourceException;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.ingester.source.Start;
import io.flowlens.topics.IngestPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        Path file = file(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return new FileSource(FileSource.byPath(List.of(file)), ORIGIN, null, 1);
    }

    @Test
    void readsGzipToo() {
        Source source = new FileSource(List.of(file(Envelopes.gzip("a\r\nb\n"))), ORIGIN, null);

        Page page = source.open(source.shards().get(0), new Start.Oldest()).read();

        assertThat(page.records()).hasSize(1);
        assertThat(source.decoder().decode(page.records().get(0).data())).hasToString("[" + ORIGIN + "\na\nb]");
        assertThat(page.ended()).isTrue();
    }

    @Test
    void readsALongFilePageByPage() {
        String lines = String.join(
                "\n", IntStream.range(0, 25_000).mapToObj(i -> "line " + i).toList());
        Source source = new FileSource(List.of(file(lines.getBytes(StandardCharsets.UTF_8))), ORIGIN, null);

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
    void sortsLinesByTheirInterface() {
        String lines = "2 eni-0a one\n2 eni-0b two\n2 - three\n2 eni-0a four\n";

        assertThat(batches(lines.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "eni-0a null: 2 eni-0a one|2 eni-0a four",
                        "eni-0b null: 2 eni-0b two",
                        "flows.log null: 2 - three");
    }

    @Test
    void takesAHeaderLineForTheFormat() {
        String header = "next-hop-interface-id interface-id instance-tag-2";
        String lines = header + "\r\neni-0c eni-0a x\neni-0c eni-0b y\n- - z\n";

        assertThat(batches(lines.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "eni-0a " + header + ": eni-0c eni-0a x",
                        "eni-0b " + header + ": eni-0c eni-0b y",
                        "flows.log " + header + ": - - z");
    }

    @Test
    void takesNoLineOfDataForAHeader() {
        for (String line : List.of("2 unknown eni-0a", "eni-0a i-0b vpc-0c", "egress", "2 1 eni-0a - - NODATA")) {
            assertThat(batches(line.getBytes(StandardCharsets.UTF_8)))
                    .singleElement()
                    .asString()
                    .contains(" null: " + line);
        }
    }

    @Test
    void goesOnBehindAPositionWithTheFormatOfTheHeader() {
        Path file = file("version interface-id\n2 eni-0a\n2 eni-0b\n2 eni-0c\n".getBytes(StandardCharsets.UTF_8));
        Source source = new FileSource(FileSource.byPath(List.of(file)), ORIGIN, null, 1);
        SourceRecord first = read(source, new Start.Oldest()).records().get(0);

        Page rest = read(source, new Start.After(new IngestPosition(first.sequenceNumber(), 0, 0, 0, false)));

        assertThat(rest.records())
                .flatExtracting(record -> source.decoder().decode(record.data()))
                .extracting(FileSourceTest::describe)
                .containsExactly("eni-0b version interface-id: 2 eni-0b", "eni-0c version interface-id: 2 eni-0c");
        assertThat(rest.ended()).isTrue();
    }

    @Test
    void readsWhatComesBeforeABreakInGzipAndSaysSo() {
        byte[] whole = Envelopes.gzip("eni-0a 1\n".repeat(20_000));
        Source source = new FileSource(List.of(file(Arrays.copyOf(whole, whole.length - 20))), ORIGIN, null);

        Page page = read(source, new Start.Oldest());

        assertThat(page.ended()).isTrue();
        List<SourceRecord> records = page.records();
        // No whole line is lost that stands before the break.
        assertThat(Long.parseLong(records.get(records.size() - 1).sequenceNumber()))
                .isGreaterThan(19_000);
        assertThat(source.decoder().decode(records.get(records.size() - 1).data()))
                .containsExactly(new Content.Unreadable(Content.Reason.BROKEN_GZIP));
    }

    @Test
    void putsDamagedParquetAside() {
        Source source = new FileSource(List.of(file("PAR1....PAR1".getBytes(StandardCharsets.UTF_8))), ORIGIN, null);

        Page page = read(source, new Start.Oldest());

        assertThat(page.ended()).isTrue();
        assertThat(page.records())
                .flatExtracting(record -> source.decoder().decode(record.data()))
                .containsExactly(new Content.Unreadable(Content.Reason.BROKEN_PARQUET));
    }

    @Test
    void readsAnEmptyFileToItsEnd() {
        Page page = read(new FileSource(List.of(file(new byte[0])), ORIGIN, null), new Start.Oldest());

        assertThat(page.records()).isEmpty();
        assertThat(page.ended()).isTrue();
    }

    @Test
    void namesTheFileThatIsNotThere() {
        Source source = new FileSource(List.of(folder.resolve("missing.log")), ORIGIN, null);

        assertThatThrownBy(() ->
                        source.open(source.shards().get(0), new Start.Oldest()).read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("missing.log");
    }

    private List<String> batches(byte[] content) {
        Source source = new FileSource(List.of(file(content)), ORIGIN, null);
        return read(source, new Start.Oldest()).records().stream()
                .flatMap(record -> source.decoder().decode(record.data()).stream())
                .map(FileSourceTest::describe)
                .toList();
    }

    private static String describe(Content content) {
        Batch batch = (Batch) content;
        String lines = new String(batch.lines(0, batch.size()), StandardCharsets.UTF_8);
        return batch.origin().name() + " " + batch.format() + ": " + lines.replace('\n', '|');
    }

    private static Page read(Source source, Start start) {
        return source.open(source.shards().get(0), start).read();
    }

    private Path file(byte[] content) {
        try {
            return Files.write(folder.resolve("flows.log"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
