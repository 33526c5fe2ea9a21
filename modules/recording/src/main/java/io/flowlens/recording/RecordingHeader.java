package io.flowlens.recording;

import java.util.List;

/**
 * What a recording says of itself: the JSON at its beginning, readable with {@code head}.
 *
 * @param software version of flowlens that wrote it
 * @param prefix of the topics it was taken from
 * @param since beginning of the span of flow logs, epoch milliseconds of their arrival in Kafka
 * @param until end of the span, exclusive
 * @param anonymized whether addresses, ids and names were replaced
 * @param spans what is to stand in it, partition by partition, fixed before the first record was written
 */
public record RecordingHeader(
        String software, String prefix, long since, long until, boolean anonymized, List<Span> spans) {

    /**
     * Records of one partition.
     *
     * @param topic full name
     * @param from first offset
     * @param to first offset that is not in it any more
     */
    public record Span(String topic, int partition, long from, long to) {}

    public RecordingHeader {
        spans = spans == null ? List.of() : List.copyOf(spans);
    }

    /** Offsets of all spans. */
    public long length() {
        return spans.stream().mapToLong(span -> span.to() - span.from()).sum();
    }
}
