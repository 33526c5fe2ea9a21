package io.flowlens.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.flowlens.topics.IngestPosition;
import io.flowlens.topics.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One shard, as shown.
 *
 * @param position the last sequence number committed, in the source's own terms; null when nothing was read yet
 * @param committedAt RFC 3339
 * @param state {@code reading}, {@code stopped} where no ingester runs that would, or {@code ended}
 */
record IngestStatus(
        String source,
        String shard,
        String position,
        @JsonProperty("millis_behind") long millisBehind,
        @JsonProperty("committed_at") String committedAt,
        String state) {

    private static final List<String> HEADINGS =
            List.of("SOURCE", "SHARD", "STATE", "BEHIND", "COMMITTED AT", "POSITION");

    static IngestStatus of(String key, IngestPosition position, LiveIngesters live) {
        int kindEnd = key.indexOf(':');
        // A file has no name but its path, which is its shard.
        int sourceEnd = key.startsWith("file:") ? kindEnd : key.indexOf(':', kindEnd + 1);
        String source = key.substring(0, Math.max(sourceEnd, 0));
        return new IngestStatus(
                source,
                key.substring(sourceEnd + 1),
                position.sequenceNumber(),
                position.millisBehind(),
                Instant.ofEpochMilli(position.committed()).toString(),
                position.ended() ? "ended" : live.read(source) ? "reading" : "stopped");
    }

    static List<String> table(List<IngestStatus> rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        rows.forEach(row -> cells.add(row.cells()));
        return cells.stream().map(row -> line(row, cells)).toList();
    }

    private List<String> cells() {
        return List.of(
                SafeText.of(source),
                SafeText.of(shard),
                state,
                "%.1f s".formatted(millisBehind / 1000.0),
                committedAt,
                position == null ? "-" : SafeText.of(position));
    }

    private static String line(List<String> row, List<List<String>> all) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    all.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
