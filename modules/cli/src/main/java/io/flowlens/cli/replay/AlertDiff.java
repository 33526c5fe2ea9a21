package io.flowlens.cli.replay;

import io.flowlens.cli.AlertText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** What one judgement of the same traffic tells otherwise than another. */
final class AlertDiff {

    private final KeyedRecords before;
    private final KeyedRecords now;
    private final List<String> lines = new ArrayList<>();
    private int same;
    private int more;
    private int fewer;
    private int changed;

    /** Both are alerts by fingerprint, every record of them. */
    AlertDiff(KeyedRecords before, KeyedRecords now) {
        this.before = before;
        this.now = now;
        Set<String> fingerprints = new TreeSet<>(before.keys());
        fingerprints.addAll(now.keys());
        fingerprints.forEach(this::compare);
    }

    boolean isEmpty() {
        return more + fewer + changed == 0;
    }

    void print(PrintWriter out, Ansi ansi) {
        lines.forEach(line -> out.println(ansi.string(line)));
        out.printf("%d alerts as before, %d more, %d fewer, %d otherwise%n", same, more, fewer, changed);
    }

    private void compare(String fingerprint) {
        AlertStory then = story(before.values(fingerprint));
        AlertStory here = story(now.values(fingerprint));
        boolean fired = then != null && then.fired();
        boolean fires = here != null && here.fired();
        if (!fired && !fires) {
            return;
        }
        if (!fired) {
            more++;
            lines.add("@|green +|@ " + AlertText.headline(here.last()));
        } else if (!fires) {
            fewer++;
            lines.add("@|red -|@ " + AlertText.headline(then.last()));
        } else {
            compare(then, here);
        }
    }

    private void compare(AlertStory then, AlertStory here) {
        List<String> changes = here.since(then);
        if (changes.isEmpty()) {
            same++;
            return;
        }
        changed++;
        lines.add("@|yellow ~|@ " + AlertText.headline(here.last()));
        lines.add("    " + String.join(", ", changes));
    }

    private static AlertStory story(List<byte[]> told) {
        return told.isEmpty() ? null : AlertStory.of(told);
    }
}
