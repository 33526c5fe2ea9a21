package io.flowlens.ingester;

import io.flowlens.ingester.source.Batch;
import io.flowlens.ingester.source.Content;
import io.flowlens.ingester.source.Content.Reason;
import io.flowlens.ingester.source.Decoder;
import io.flowlens.ingester.source.LogStream;
import io.flowlens.ingester.source.SourceRecord;
import io.flowlens.topics.FlowLogHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the records of one source into Kafka records: opened, without what came before, cut to size, keyed. */
final class Forwarder {

    static final int MAX_LINES = 500;

    /** The stream of an interface is named after it; what follows the id is not for us to interpret. */
    private static final Pattern INTERFACE = Pattern.compile("eni-[0-9a-f]+");

    private final Decoder decoder;
    private final RecentEvents recent;
    private final Outbox outbox;
    private final IngesterSettings settings;

    Forwarder(Decoder decoder, RecentEvents recent, Outbox outbox, IngesterSettings settings) {
        this.decoder = decoder;
        this.recent = recent;
        this.outbox = outbox;
        this.settings = settings;
    }

    /** Takes note of a record that was committed before. */
    void recall(SourceRecord record) {
        for (Content content : decoder.decode(record.data())) {
            if (content instanceof Batch batch) {
                for (int line = 0; line < batch.size(); line++) {
                    recent.add(batch.id(line));
                }
            }
        }
    }

    void forward(String shard, SourceRecord record) {
        for (Content content : decoder.decode(record.data())) {
            if (content instanceof Batch batch) {
                forward(shard, record, batch);
            } else if (content instanceof Content.Unreadable unreadable) {
                outbox.deadLetter(shard, record, unreadable.reason(), record.data());
            } else {
                outbox.tally().controlMessage();
            }
        }
        outbox.tally().record(record.data().length, record.arrived());
    }

    private void forward(String shard, SourceRecord record, Batch batch) {
        int from = 0;
        for (int line = 0; line < batch.size(); line++) {
            if (!recent.add(batch.id(line))) {
                send(record, batch, from, line);
                outbox.tally().duplicate();
                from = line + 1;
            } else if (batch.length(line, line + 1) > Outbox.MAX_RECORD_BYTES) {
                send(record, batch, from, line);
                outbox.deadLetter(shard, record, Reason.LINE_TOO_LONG, batch.lines(line, line + 1));
                from = line + 1;
            } else if (line - from == MAX_LINES || batch.length(from, line + 1) > Outbox.MAX_RECORD_BYTES) {
                send(record, batch, from, line);
                from = line;
            }
        }
        send(record, batch, from, batch.size());
    }

    private void send(SourceRecord record, Batch batch, int from, int to) {
        if (from == to) {
            return;
        }
        LogStream origin = batch.origin();
        FlowLogHeaders headers = new FlowLogHeaders(
                origin.owner(),
                settings.region(),
                origin.logGroup(),
                origin.name(),
                format(batch),
                batch.latest(),
                record.arrived());
        outbox.lines(key(origin.name()), batch.lines(from, to), headers);
        outbox.tally().batch(to - from);
    }

    private String format(Batch batch) {
        String logGroup = batch.origin().logGroup();
        return batch.format() != null || logGroup == null
                ? batch.format()
                : settings.formats().get(logGroup);
    }

    private static String key(String logStream) {
        if (logStream == null) {
            return null;
        }
        Matcher matcher = INTERFACE.matcher(logStream);
        return matcher.lookingAt() ? matcher.group() : logStream;
    }
}
