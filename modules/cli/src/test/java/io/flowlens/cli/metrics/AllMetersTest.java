package io.flowlens.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.flowlens.service.Label;
import io.flowlens.service.ListedMeter;
import io.flowlens.service.MeterSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Walks all meters: what is listed here is what users build their dashboards on. */
class AllMetersTest {

    /** The most series that one meter of closed sets may come to. */
    private static final int MOST_SERIES = 1_000;

    /** Labels without a list of values, and why they are bounded all the same. */
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of(
            // One value a process, known when it is built.
            "flowlens.build.info", Set.of("version", "commit"),
            // "Who cannot reach whom" needs names: no more than a hundred alerts at a time, gone with the alert.
            "flowlens.alert.firing.since", Set.of("fingerprint", "source", "destination", "service"));

    @Test
    void everyListIsKnown() {
        Set<String> found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.flowlens").stream()
                        .filter(type -> type.isAssignableTo(ListedMeter.class) && type.isEnum())
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());

        assertThat(AllMeters.enums()).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void noLabelIsOpen() {
        for (MeterSpec spec : ours()) {
            Set<String> unlisted = spec.labels().stream()
                    .filter(label -> label.values().isEmpty())
                    .map(Label::name)
                    .collect(Collectors.toSet());

            assertThat(unlisted).as(spec.name()).isEqualTo(EXCEPTIONS.getOrDefault(spec.name(), Set.of()));
        }
    }

    @Test
    void noMeterIsManySeries() {
        for (MeterSpec spec : ours()) {
            long series = spec.labels().stream()
                    .filter(label -> !label.values().isEmpty())
                    .mapToLong(label -> label.values().size())
                    .reduce(1, (one, other) -> one * other);

            assertThat(series).as(spec.name()).isLessThanOrEqualTo(MOST_SERIES);
        }
    }

    @Test
    void everyMeterSaysWhatItIs() {
        assertThat(AllMeters.specs()).allSatisfy(spec -> {
            assertThat(spec.name()).matches("[a-z0-9]+(\\.[a-z0-9]+)+");
            assertThat(spec.help()).matches("[A-Z1].*[.]").doesNotContain("|", "\n");
            assertThat(spec.labels()).extracting(Label::name).doesNotHaveDuplicates();
        });
    }

    @Test
    void aNameThatTwoModulesHaveMeansTheSame() {
        Map<String, List<MeterSpec>> byName =
                AllMeters.specs().stream().collect(Collectors.groupingBy(MeterSpec::name));

        assertThat(byName.values())
                .allSatisfy(specs -> assertThat(specs)
                        .extracting(MeterSpec::type, MeterSpec::help, MeterSpec::unit, AllMetersTest::labelNames)
                        .containsOnly(org.assertj.core.groups.Tuple.tuple(
                                specs.get(0).type(),
                                specs.get(0).help(),
                                specs.get(0).unit(),
                                labelNames(specs.get(0)))));
    }

    private static List<String> labelNames(MeterSpec spec) {
        return spec.labels().stream().map(Label::name).toList();
    }

    /** What libraries measure keeps the names and labels that they gave it. */
    private static List<MeterSpec> ours() {
        return AllMeters.specs().stream()
                .filter(spec -> spec.name().startsWith("flowlens."))
                .toList();
    }
}
