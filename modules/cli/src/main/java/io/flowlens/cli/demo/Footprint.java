package io.flowlens.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the demo took: time and memory. */
final class Footprint {

    private static final Path STATUS = Path.of("/proc/self/status");

    private Footprint() {}

    static void print(Screen screen, long firstAlertMillis) {
        screen.print("");
        screen.print(
                "@|bold,green All as expected.|@ First alert %s after the command was typed, the whole demo %s, %s."
                        .formatted(Screen.seconds(firstAlertMillis), Screen.seconds(screen.sinceStart()), memory()));
        screen.print("");
    }

    /** The most that was resident, where the system tells. */
    private static String memory() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    long kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
                    return String.format(Locale.ROOT, "at most %d MB resident", kibibytes / 1024);
                }
            }
        } catch (IOException e) {
            // Not Linux: there is no such file, and nothing else in the JDK knows.
        }
        return "resident memory unknown on this system";
    }
}
