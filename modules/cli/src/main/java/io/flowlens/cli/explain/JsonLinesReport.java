package io.flowlens.cli.explain;

import java.io.PrintWriter;

/** One JSON object a line for each reject. */
record JsonLinesReport(PrintWriter out) implements Report {

    @Override
    public boolean add(Explanation explanation) {
        out.println(ExplanationJson.of(explanation));
        return !out.checkError();
    }

    @Override
    public void finish(Summary summary) {
        out.flush();
    }
}
