package io.flowlens.topics;

import io.flowlens.flowlog.Action;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The lines of one batch, parsed once and gone over as often as it takes. The next batch uses their memory again. For one
 * thread.
 */
public final class BatchRows {

    /** Rows whose memory is kept, some 600 bytes each: more than batches usually have. */
    private static final int KEPT = 1_024;

    private final List<FlowRecord> records = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private long newestEnd;

    private record Unreadable(String reason, byte[] line) {}

    /** Takes in a batch, which must stay as it is, in place of the one before. */
    public void read(FlowLogReader reader, FlowLogHeaders headers, byte[] batch) {
        clear();
        reader.read(headers, batch, new FlowLogReader.Visitor() {
            @Override
            public void record(Outcome outcome, FlowRecord record) {
                add(outcome, record);
            }

            @Override
            public void unreadable(String reason, byte[] line) {
                unreadable.add(new Unreadable(reason, line));
            }
        });
    }

    public void forEach(BiConsumer<Outcome, FlowRecord> consumer) {
        for (int row = 0; row < outcomes.size(); row++) {
            consumer.accept(outcomes.get(row), records.get(row));
        }
    }

    public void forEachAccept(Consumer<FlowRecord> consumer) {
        for (int row = 0; row < outcomes.size(); row++) {
            FlowRecord record = records.get(row);
            if (outcomes.get(row) == Outcome.FLOW && record.action() == Action.ACCEPT) {
                consumer.accept(record);
            }
        }
    }

    /** Hears why each line that is no record is none. */
    public void forEachUnreadable(BiConsumer<String, byte[]> consumer) {
        unreadable.forEach(one -> consumer.accept(one.reason(), one.line()));
    }

    /** End of the newest flow, Unix seconds; -1 when there is none. */
    public long newestEnd() {
        return newestEnd;
    }

    private void add(Outcome outcome, FlowRecord record) {
        int row = outcomes.size();
        if (row == records.size()) {
            records.add(record.keptIn(null));
        } else {
            records.set(row, record.keptIn(records.get(row)));
        }
        outcomes.add(outcome);
        if (outcome == Outcome.FLOW) {
            newestEnd = Math.max(newestEnd, record.endSeconds());
        }
    }

    private void clear() {
        outcomes.clear();
        unreadable.clear();
        newestEnd = -1;
        if (records.size() > KEPT) {
            records.subList(KEPT, records.size()).clear();
        }
    }
}
