package io.flowlens.cli.explain;

import java.io.PrintWriter;

/** One JSON document: {@code rejects} first, as they come, then the {@code summary}. */
final class JsonReport implements Report {

    private final PrintWriter out;
    private String separator = "{\"rejects\":[\n";

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean add(Explanation explanation) {
        out.print(separator);
        out.print(ExplanationJson.of(explanation));
        separator = ",\n";
        return !out.checkError();
    }

    @Override
    public void finish(Summary summary) {
        boolean none = separator.startsWith("{");
        out.print(none ? separator : "\n");
        out.println("],\n\"summary\":" + summary.json() + "}");
        out.flush();
    }
}
