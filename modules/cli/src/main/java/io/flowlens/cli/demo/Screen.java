package io.flowlens.cli.demo;

import io.flowlens.provisioner.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.ColorScheme;

/** Prints the story: numbered steps with their times, and what belongs to each below it. */
final class Screen implements Progress {

    private final PrintWriter out;
    private final ColorScheme colors;
    private final long startedAt;
    private long stepStartedAt;

    /** @param startedAt when the command was typed, epoch milliseconds */
    Screen(PrintWriter out, ColorScheme colors, long startedAt) {
        this.out = out;
        this.colors = colors;
        this.startedAt = startedAt;
        this.stepStartedAt = System.currentTimeMillis();
    }

    void step(int number, String title) {
        stepStartedAt = System.currentTimeMillis();
        print("");
        print("@|bold %d  %s|@".formatted(number, title));
    }

    /** Ends the step: what was reached, how long it took, and when that was. */
    void reached(String what) {
        long now = System.currentTimeMillis();
        print("   @|green =|@ %s  @|faint [%s; %s after the start]|@"
                .formatted(what, seconds(now - stepStartedAt), seconds(now - startedAt)));
    }

    void line(String text) {
        print("   " + text);
    }

    /** Text of another program, shown as it printed it. */
    void quote(String text) {
        text.strip().lines().forEach(line -> out.println("     " + line));
        out.flush();
    }

    @Override
    public void done(String sentence) {
        out.println("     " + sentence);
        out.flush();
    }

    @Override
    public void waiting(String sentence) {
        print("     @|faint " + sentence + "|@");
    }

    void print(String markup) {
        out.println(colors.text(markup));
        out.flush();
    }

    long sinceStart() {
        return System.currentTimeMillis() - startedAt;
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
