package io.flowlens.notifier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How far one channel is in one partition: everything below {@link #next} is settled, but for what is open.
 *
 * <p>A message that is tried again does not hold up those of other alerts, so what is settled is no longer a mere offset. The
 * committed offset is the first that is open; what is settled beyond stands in the metadata beside it.
 */
final class Progress {

    private final TreeSet<Long> open = new TreeSet<>();
    private final long firstEnd;
    private long next;

    private Progress(long next, long firstEnd) {
        this.next = next;
        this.firstEnd = firstEnd;
    }

    /** Of a channel that never read this partition, which ends at {@code end} now. */
    static Progress first(long end) {
        return new Progress(0, end);
    }

    /** What an earlier {@link #committable()} said. An offset that somebody else set, without metadata, counts as it is. */
    static Progress of(OffsetAndMetadata committed) {
        Map<String, String> fields = new HashMap<>();
        for (String field : committed.metadata().split(";")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], parts[1]);
            }
        }
        try {
            Progress progress = new Progress(
                    Long.parseLong(fields.getOrDefault("next", "" + committed.offset())),
                    Long.parseLong(fields.getOrDefault("first", "0")));
            long offset = committed.offset();
            for (String step : fields.getOrDefault("open", "").split(",")) {
                offset += step.isEmpty() ? 0 : Long.parseLong(step);
                if (!step.isEmpty()) {
                    progress.open.add(offset);
                }
            }
            return progress;
        } catch (NumberFormatException e) {
            return new Progress(committed.offset(), 0);
        }
    }

    /** Open offsets are written as steps from the one before: broker and readers like it short. */
    OffsetAndMetadata committable() {
        long first = open.isEmpty() ? next : open.first();
        StringBuilder metadata = new StringBuilder("next=" + next);
        if (!open.isEmpty()) {
            long[] offsets = open.stream().mapToLong(Long::longValue).toArray();
            metadata.append(";open=").append(steps(first, offsets));
        }
        if (first < firstEnd) {
            metadata.append(";first=").append(firstEnd);
        }
        return new OffsetAndMetadata(first, metadata.toString());
    }

    private static String steps(long from, long[] offsets) {
        long[] steps = new long[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            steps[i] = offsets[i] - (i == 0 ? from : offsets[i - 1]);
        }
        return Arrays.stream(steps).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    /** The end of what was there at the first start: below it only what still fires is told; 0 when that is done. */
    long firstEnd() {
        return firstEnd;
    }

    long next() {
        return next;
    }

    boolean isSettled(long offset) {
        return offset < next && !open.contains(offset);
    }

    boolean isOpen(long offset) {
        return open.contains(offset);
    }

    int openCount() {
        return open.size();
    }

    /** It will be settled later. */
    void take(long offset) {
        open.add(offset);
        next = Math.max(next, offset + 1);
    }

    void settle(long offset) {
        open.remove(offset);
        next = Math.max(next, offset + 1);
    }

    /** Nothing below {@code position} is left to look at. */
    void reach(long position) {
        next = Math.max(next, position);
    }

    /** Of the open ones only these are still in the topic: a newer record of the same alert took the place of the others. */
    void keepOpen(Set<Long> present) {
        open.retainAll(present);
    }
}
