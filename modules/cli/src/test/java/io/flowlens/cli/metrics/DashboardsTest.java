package io.flowlens.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.service.MeterSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana forgives and a reader does not. Whether there are answers, {@code .ci/dashboards} asks a running Prometheus. */
class DashboardsTest {

    private static final Path RULES = Path.of("../../prometheus/rules");
    private static final Path PROVISIONING = Path.of("../../grafana/provisioning");
    private static final Pattern RULE_LINE = Pattern.compile("^ +(?:- )?(record|expr): (?!>)(.*)$", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?:[.:][^}]*)?}|(\\w+))");
    private static final Set<String> UNITS =
            Set.of("short", "none", "s", "ms", "percentunit", "cps", "Bps", "bytes", "dateTimeFromNow");
    private static final Set<String> LINKS =
            Set.of("", "${console}", "${console}/#/alerts", "${console}/#/alerts/${__value.raw}");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void eachHasANameAndAnIdOfItsOwn() {
        assertThat(dashboards()).hasSize(3);
        assertThat(dashboards())
                .extracting(each -> each.json().path("uid").asText())
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.matches("flowlens-[a-z]+"));
        assertThat(dashboards())
                .extracting(each -> each.json().path("title").asText())
                .doesNotHaveDuplicates()
                .allMatch(title -> title.startsWith("flowlens: "));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void isOfTheFormThatGrafanaReads(Dashboard dashboard) {
        JsonNode json = dashboard.json();

        assertThat(json.path("schemaVersion").asInt()).isBetween(36, 60);
        assertThat(json.path("editable").asBoolean(true)).isFalse();
        assertThat(json.path("description").asText()).isNotBlank();
        assertThat(json.path("id").isMissingNode())
                .as("an id is Grafana's to give")
                .isTrue();
        assertThat(Dashboard.each(json.path("panels"))
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void noPanelLiesOnAnother(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : Dashboard.each(dashboard.json().path("panels")).toList()) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt())
                    .as(name(panel))
                    .isBetween(1, 24);
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "," + y)).as(name(panel)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            JsonNode defaults = panel.at("/fieldConfig/defaults");
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).as(name(panel)).endsWith(".");
            assertThat(UNITS).as(name(panel)).contains(defaults.path("unit").asText());
            assertThat(defaults.at("/thresholds/steps")).as(name(panel)).isNotEmpty();
            assertThat(defaults.at("/thresholds/steps/0/value").isNull())
                    .as(name(panel))
                    .isTrue();
            assertThat(panel.path("targets")).as(name(panel)).isNotEmpty();
            assertThat(panel.path("targets").findValuesAsText("refId")).doesNotHaveDuplicates();
        });
        assertThat(dashboard.json().findValuesAsText("unit")).isSubsetOf(UNITS);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQuestionGoesToTheDataSourceThatIsChosen(Dashboard dashboard) {
        JsonNode first = dashboard.variables().get(0);
        assertThat(first.path("type").asText()).isEqualTo("datasource");
        assertThat(first.path("query").asText()).isEqualTo("prometheus");
        assertThat(dashboard.json().findValues("datasource"))
                .extracting(source -> source.path("uid").asText())
                .containsOnly("${datasource}", "-- Grafana --")
                .filteredOn("-- Grafana --"::equals)
                .hasSize(1); // Grafana's own annotations
        Stream.of(
                        dashboard.panels().stream(),
                        dashboard.panels().stream().flatMap(panel -> Dashboard.each(panel.path("targets"))))
                .flatMap(all -> all)
                .forEach(asking ->
                        assertThat(asking.at("/datasource/uid").asText()).isEqualTo("${datasource}"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableIsThereAndUsed(Dashboard dashboard) {
        Set<String> defined = dashboard.variables().stream()
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        Set<String> used = VARIABLE.matcher(dashboard.json().toString())
                .results()
                .map(DashboardsTest::variable)
                .filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(defined);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itsLinksLeadToTheConsole(Dashboard dashboard) {
        assertThat(dashboard.json().findValuesAsText("url")).isSubsetOf(LINKS).contains("${console}");
        assertThat(dashboard.variables())
                .filteredOn(variable -> variable.path("name").asText().equals("console"))
                .singleElement()
                .satisfies(console -> assertThat(console.path("query").asText()).matches("http://localhost:\\d+"));
    }

    @Test
    void theTablesOfAlertsOpenTheAlert() {
        List<JsonNode> tables = dashboards().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .filter(panel -> panel.path("type").asText().equals("table"))
                .toList();

        assertThat(tables).hasSize(2).allSatisfy(table -> {
            assertThat(table.at("/transformations/1/options/renameByName/fingerprint")
                            .asText())
                    .isEqualTo("alert");
            assertThat(Dashboard.each(table.at("/fieldConfig/overrides"))
                            .filter(override ->
                                    override.at("/matcher/options").asText().equals("alert"))
                            .map(override ->
                                    override.at("/properties/0/value/0/url").asText()))
                    .containsExactly("${console}/#/alerts/${__value.raw}");
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itMarksChangesOfTheConfiguration(Dashboard dashboard) {
        assertThat(dashboard.annotations())
                .filteredOn(annotation -> annotation.path("expr").asText().contains("flowlens_inventory_changes_total"))
                .singleElement()
                .satisfies(changes ->
                        assertThat(changes.path("enable").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itAsksForMetricsThatThereAre(Dashboard dashboard) throws Exception {
        Set<String> known = known();

        assertThat(dashboard.questions())
                .isNotEmpty()
                .allSatisfy(question -> assertThat(known).as(question).containsAll(PromQlNames.of(question)));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void itAsksACounterForItsGrowth(Dashboard dashboard) {
        Pattern bare = Pattern.compile("_total(\\{[^}]*})?(?!\\w|\\{|\\[)");

        assertThat(dashboard.json().findValuesAsText("expr"))
                .noneMatch(question -> bare.matcher(question).find());
    }

    @Test
    void theRulesAskForMetricsThatThereAre() throws Exception {
        Set<String> known = known();

        assertThat(ruleLines("expr"))
                .hasSizeGreaterThan(15)
                .allSatisfy(question -> assertThat(known).as(question).containsAll(PromQlNames.of(question)));
    }

    @Test
    void theDataSourcesAreNamedAsInTheComposeFile() throws Exception {
        String compose = Files.readString(Path.of("../../docker-compose.yml"));
        String sources = Files.readString(PROVISIONING.resolve("datasources/prometheus.yaml"));

        assertThat(sources).contains("url: http://prometheus:9090", "url: http://alertmanager:9093");
        assertThat(compose).contains("\n  prometheus:\n", "\n  alertmanager:\n", ":/etc/grafana/dashboards:ro");
        assertThat(Files.readString(PROVISIONING.resolve("dashboards/flowlens.yaml")))
                .contains("path: /etc/grafana/dashboards");
    }

    /** Every name under which Prometheus has a meter, the recording rules, and what Prometheus adds itself. */
    private static Set<String> known() throws Exception {
        Set<String> names = new HashSet<>(ruleLines("record"));
        names.add("up");
        for (MeterSpec spec : AllMeters.specs()) {
            String name = spec.prometheusName();
            names.addAll(
                    switch (spec.type()) {
                        case COUNTER, GAUGE -> List.of(name);
                        case HISTOGRAM -> List.of(name + "_bucket", name + "_sum", name + "_count", name + "_max");
                        case SUMMARY -> List.of(name + "_sum", name + "_count", name + "_max");
                    });
        }
        return names;
    }

    private static List<String> ruleLines(String key) throws Exception {
        try (Stream<Path> files = Files.list(RULES)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.toList()) {
                // What is indented deeper goes on with the line above.
                text.append(Files.readString(file).replaceAll("(>-)?\n {10,}", " "))
                        .append('\n');
            }
            return RULE_LINE
                    .matcher(text)
                    .results()
                    .filter(line -> line.group(1).equals(key))
                    .map(line -> line.group(2))
                    .toList();
        }
    }

    private static String variable(MatchResult use) {
        return use.group(1) != null ? use.group(1) : use.group(2);
    }

    private static String name(JsonNode panel) {
        return panel.path("title").asText();
    }
}
