package io.flowlens.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrows between modules point inwards and never back; the applications meet in the topics alone. */
class ArrowsTest {

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.flowlens");
    }

    @Test
    void aFlowLogRecordNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.flowlens.flowlog..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.flowlens.flowlog..", "java..")
                .check(product);
    }

    @Test
    void theNetworkKnowsFlowLogsAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("io.flowlens.network..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.flowlens.network..", "io.flowlens.flowlog..", "java..")
                .check(product);
    }

    @Test
    void theTopicsAndWhatIsRecordedOfThemKnowNoApplication() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.flowlens.topics..",
                        "io.flowlens.service..",
                        "io.flowlens.recording..",
                        "io.flowlens.whatif..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowlens.provisioner..",
                        "io.flowlens.ingester..",
                        "io.flowlens.topology..",
                        "io.flowlens.notifier..",
                        "io.flowlens.console..",
                        "io.flowlens.sandbox..",
                        "io.flowlens.cli..")
                .check(product);
    }

    @Test
    void theIngesterNeverParses() {
        noClasses()
                .that()
                .resideInAPackage("io.flowlens.ingester..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.flowlens.flowlog..", "io.flowlens.network..")
                .check(product);
    }

    @Test
    void theConsoleSeesTheTopicsAndWhatTheyStandOn() {
        classes()
                .that()
                .resideInAPackage("io.flowlens.console..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowlens.console..",
                        "io.flowlens.topics..",
                        "io.flowlens.service..",
                        "io.flowlens.network..",
                        "io.flowlens.flowlog..",
                        "io.micrometer..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "com.fasterxml.jackson..",
                        "com.sun.net.httpserver..",
                        "java..")
                .check(product);
    }

    @Test
    void theApplicationsNeverSeeEachOther() {
        slices().matching("io.flowlens.(provisioner|ingester|topology|notifier|console)..")
                .should()
                .notDependOnEachOther()
                .check(product);
    }

    @Test
    void theSandboxIsOutsideTheProduct() {
        noClasses()
                .that()
                .resideInAPackage("io.flowlens.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowlens.flowlog..",
                        "io.flowlens.network..",
                        "io.flowlens.topics..",
                        "io.flowlens.recording..",
                        "io.flowlens.whatif..",
                        "io.flowlens.service..",
                        "io.flowlens.provisioner..",
                        "io.flowlens.ingester..",
                        "io.flowlens.topology..",
                        "io.flowlens.notifier..",
                        "io.flowlens.console..",
                        "io.flowlens.cli..",
                        "software.amazon.awssdk..")
                .check(product);
    }

    @Test
    void onlyThoseWhoTalkToAwsKnowItsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.flowlens.provisioner..",
                        "io.flowlens.ingester.kinesis..",
                        "io.flowlens.ingester.logs..",
                        "io.flowlens.ingester.s3..",
                        "io.flowlens.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(product);
    }

    /** Kafka moves its internal classes between releases; only the sandbox, which starts a broker, has to know some. */
    @Test
    void nobodyButTheSandboxUsesInternalsOfKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.flowlens.sandbox.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..internals..", "org.apache.kafka.common.utils..", "kafka..")
                .check(product);
    }

    @Test
    void onlyTheMainClassEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(product);
    }
}
