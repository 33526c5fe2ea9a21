package io.flowlens.ingester.file;

import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.Shard;
import io.flowlens.ingester.source.ShardReader;
import io.flowlens.ingester.source.Source;
import io.flowlens.ingester.source.Start;
import java.nio.file.Path;
import java.util.List;

/**
 * Text files of flow log lines, plain or gzip, such as AWS writes to S3. Each file is a shard that has its end; its
 * sequence numbers count lines. A file must not change while it is read, nor be anything that can be read only once.
 *
 * <p>Files are old by nature: start with {@link Start.Oldest}. A time as start means the whole file, too.
 */
public final class FileSource implements Source {

    static final int LINES_A_RECORD = 500;

    private final List<Path> files;
    private final LogStream origin;
    private final int linesARecord;

    /**
     * @param origin said of every line; its log group is what the settings look the format up by
     */
    public FileSource(List<Path> files, LogStream origin) {
        this(files, origin, LINES_A_RECORD);
    }

    FileSource(List<Path> files, LogStream origin, int linesARecord) {
        this.files = List.copyOf(files);
        this.origin = origin;
        this.linesARecord = linesARecord;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Shard> shards() {
        return files.stream()
                .map(file -> new Shard(file.toAbsolutePath().toString(), List.of(), true))
                .toList();
    }

    @Override
    public ShardReader open(Shard shard, Start start) {
        long read = start instanceof Start.After after
                ? Long.parseLong(after.position().sequenceNumber())
                : 0;
        return new FileShardReader(Path.of(shard.id()), read, linesARecord);
    }

    @Override
    public Decoder decoder() {
        return new LinesDecoder(origin);
    }
}
