package io.flowlens.ingester.file;

import io.flowlens.ingester.lines.LineShardReader;
import io.flowlens.ingester.lines.LinesDecoder;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.Start;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of flow logs such as AWS writes to S3: text, plain or gzip, with or without a header line, and Parquet. Each file
 * is a shard that has its end and is known by its path: it is read once, however often it is given. A file must not change.
 *
 * <p>Files are old by nature: start with {@link Start.Oldest}. A time as start means the whole file, too.
 */
public final class FileSource implements Source {

    private final Map<String, Path> files;
    private final LogStream origin;
    private final String format;
    private final int linesARecord;

    /**
     * @param origin said of every line; its log stream is the key of lines that name no interface
     * @param format of files without a header line; null when it is not known
     */
    public FileSource(List<Path> files, LogStream origin, String format) {
        this(byPath(files), origin, format);
    }

    /** @param files by the names they are known by; what came through a pipe has no path that lasts */
    public FileSource(Map<String, Path> files, LogStream origin, String format) {
        this(files, origin, format, LineShardReader.LINES_A_RECORD);
    }

    FileSource(Map<String, Path> files, LogStream origin, String format, int linesARecord) {
        this.files = new LinkedHashMap<>(files);
        this.origin = origin;
        this.format = format;
        this.linesARecord = linesARecord;
    }

    /** Each file by its absolute path. */
    public static Map<String, Path> byPath(List<Path> files) {
        Map<String, Path> named = new LinkedHashMap<>();
        files.forEach(file -> named.put(file.toAbsolutePath().normalize().toString(), file));
        return named;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Shard> shards() {
        return files.keySet().stream()
                .map(file -> new Shard(file, List.of(), true))
                .toList();
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        long read = start instanceof Start.After after
                ? Long.parseLong(after.position().sequenceNumber())
                : 0;
        return new LineShardReader(new PathFile(files.get(shard.id())), read, linesARecord);
    }

    @Override
    public Decoder decoder() {
        return new LinesDecoder(origin, format);
    }
}
