package io.flowlens.network.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of what AWS documents: the rows of its tables are the test's cases. */
final class SemanticsPage {

    static final Path FILE = Path.of("../../docs/reference/semantics.md");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern SOURCE = Pattern.compile("\\[(\\w[\\w-]*)]: (https://\\S+) \"(.+)\"");
    private static final Pattern CITED = Pattern.compile("\\[[^]]+]\\[([\\w-]+)]");

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    /**
     * @param says what AWS documents
     * @param given statements for a {@link Situation}, in order
     * @param flow the record that is judged
     * @param verdict what has to come out
     * @param source the key of where AWS says so
     */
    record Row(String section, String says, List<String> given, String flow, String verdict, String source) {

        @Override
        public String toString() {
            return section + ": " + says;
        }
    }

    static SemanticsPage read() {
        SemanticsPage page = new SemanticsPage();
        try (Stream<String> lines = Files.lines(FILE)) {
            String section = "";
            for (String line : (Iterable<String>) lines::iterator) {
                section = line.startsWith("## ") ? line.substring(3) : section;
                page.take(section, line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page;
    }

    List<Row> rows() {
        return rows;
    }

    /** Titles by key. */
    Map<String, String> sources() {
        return sources;
    }

    private void take(String section, String line) {
        Matcher source = SOURCE.matcher(line);
        if (source.matches()) {
            sources.put(source.group(1), source.group(3));
        }
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        if (cells.size() == 6 && !cells.get(3).isEmpty() && cells.get(3).startsWith("`")) {
            rows.add(new Row(
                    section,
                    cells.get(1),
                    quoted(cells.get(2)),
                    String.join(" ", quoted(cells.get(3))),
                    String.join(" ", quoted(cells.get(4))),
                    cited(cells.get(5))));
        }
    }

    private static String cited(String cell) {
        Matcher cited = CITED.matcher(cell);
        return cited.find() ? cited.group(1) : "";
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
