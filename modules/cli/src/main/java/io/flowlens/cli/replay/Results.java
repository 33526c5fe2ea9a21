package io.flowlens.cli.replay;

import io.flowlens.cli.AlertText;
import io.flowlens.topics.Alert;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** The alerts and rejects of a replay as files, and in short. */
final class Results {

    private static final int SHOWN = 20;
    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(Alert::severity)
            .thenComparing(alert -> -alert.activity().counts().flows())
            .thenComparing(Alert::fingerprint);

    private Results() {}

    /** One value a line, key by key: the same for the same recording, whatever the partitions. */
    static void write(KeyedRecords records, Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            records.forEach(value -> {
                try {
                    out.write(value);
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write " + file + ": " + e, e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    /** Alerts that {@link #write} wrote, by this version or another. */
    static KeyedRecords read(Path file) {
        KeyedRecords records = new KeyedRecords();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> {
                byte[] json = line.getBytes(StandardCharsets.UTF_8);
                records.add(AlertStory.parse(json).fingerprint(), json);
            });
        } catch (IOException e) {
            records.close();
            throw new UncheckedIOException("cannot read the alerts in " + file + ": " + e, e);
        } catch (UncheckedIOException e) {
            records.close();
            throw new UncheckedIOException("cannot read the alerts in " + file, e.getCause());
        }
        return records;
    }

    /** How many fired, how they ended, and the worst of them. */
    static void summarise(KeyedRecords alerts, PrintWriter out, Ansi ansi) {
        Map<String, Integer> ends = new TreeMap<>();
        List<Alert> worst = new ArrayList<>();
        int fired = 0;
        for (String fingerprint : alerts.keys()) {
            AlertStory story = AlertStory.of(alerts.values(fingerprint));
            if (story.fired()) {
                fired++;
                ends.merge(AlertStory.end(story.last()), 1, Integer::sum);
                worst.add(story.last());
                worst.sort(WORST_FIRST);
                worst.subList(Math.min(SHOWN, worst.size()), worst.size()).clear();
            }
        }
        List<String> counts = new ArrayList<>();
        ends.forEach((end, count) -> counts.add(count + " " + end));
        out.printf("%d alerts fired%s%n", fired, fired == 0 ? "" : "; at the end " + String.join(", ", counts));
        worst.forEach(alert -> out.println(ansi.string("  " + AlertText.headline(alert))));
        if (fired > SHOWN) {
            out.printf("  and %d more%n", fired - SHOWN);
        }
    }
}
