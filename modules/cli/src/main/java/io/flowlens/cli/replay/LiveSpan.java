package io.flowlens.cli.replay;

import io.flowlens.cli.KafkaOptions;
import io.flowlens.cli.SpanOptions;
import io.flowlens.cli.Version;
import io.flowlens.recording.Recorder;
import io.flowlens.recording.RecordingWriter;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.InterruptException;

/** A span of the live topics, put into a file first: from there on it is a recording like any other. */
public final class LiveSpan {

    private LiveSpan() {}

    /**
     * Writes what arrived in the span.
     *
     * @throws InterruptException when the thread is interrupted before the end
     */
    public static Path record(KafkaOptions kafka, SpanOptions span, Path to) {
        kafka.createMissingTopics();
        try (Recorder recorder = new Recorder(kafka.settings().consumer("flowlens-record"));
                RecordingWriter writer = RecordingWriter.create(
                        to, recorder.plan(kafka.topics(), span.since(), span.until(), Version.number(), false));
                Progress progress = Progress.of("reading", writer.header().length())) {
            if (!recorder.record(writer, UnaryOperator.identity(), progress)) {
                throw new InterruptException("interrupted while reading the live topics");
            }
        }
        return to;
    }
}
