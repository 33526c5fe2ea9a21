package io.flowlens.cli.metrics;

import io.flowlens.service.Label;
import io.flowlens.service.MeterSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page of all meters, as it stands in {@code docs/reference/metrics.md}. */
final class MetricsPage {

    private static final String HEAD = """
            # Metrics

            Every service answers `/metrics` in the Prometheus text format, and in OpenMetrics when asked for it. This page is generated
            from the lists in the code; a test fails when it is stale, and this rewrites it:

                mvn -pl modules/cli -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dflowlens.docs=write

            A counter only grows: ask for its `rate` or `increase`. A histogram has `_bucket`, `_sum` and `_count` behind its name, and
            `_max` for the longest of the last minutes. The values of every label come from a closed set, listed here; a value outside of it is
            shown as `other`. Where a set cannot be listed, what bounds it stands in brackets.
            Kafka's own meters carry a label `kafka_version` besides.
            """;

    private MetricsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        AllMeters.byOwner().forEach((owner, specs) -> section(page, owner, specs));
        return page.toString();
    }

    private static void section(StringBuilder page, String owner, List<MeterSpec> specs) {
        page.append("\n## ").append(owner).append("\n\n");
        page.append("| name | type | labels | meaning |\n|---|---|---|---|\n");
        for (MeterSpec spec : specs) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            spec.prometheusName(),
                            spec.type().name().toLowerCase(Locale.ROOT),
                            spec.labels().stream().map(MetricsPage::label).collect(Collectors.joining("<br>")),
                            spec.help()));
        }
    }

    private static String label(Label label) {
        return label.values().isEmpty()
                ? "`%s` (%s)".formatted(label.name(), label.bound())
                : "`%s`: %s".formatted(label.name(), String.join(", ", label.values()));
    }
}
