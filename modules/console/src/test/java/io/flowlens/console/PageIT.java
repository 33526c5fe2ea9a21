package io.flowlens.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.flowlens.topics.Alert;
import io.flowlens.topics.Alert.State;
import io.flowlens.topics.End;
import io.flowlens.topics.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {

    private static final String SCRIPT = "<script>window.owned=1</script><img src=x onerror=window.owned=1>";
    private static final List<String> VIEWS = List.of(
            "#/map",
            "#/map?node=i-web",
            "#/alerts",
            "#/alerts?noise=1&sort=subject",
            "#/alerts/aa",
            "#/alerts/bb",
            "#/traffic");
    private static final int MACHINES = 5_000;
    private static final int ALERTS = 1_000;

    @TempDir
    static Path data;

    private Chromium chromium;
    private TestKafka kafka;
    private Topics small;
    private URI console;
    private int complaintsBefore;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        kafka = new TestKafka(data);
        small = kafka.topics("small.");
        kafka.network(small, Inventories.small(SCRIPT));
        kafka.alerts(
                small,
                Samples.alert("aa", State.FIRING, "ingress", Samples.WEB, named(SCRIPT), Samples.groupCause()),
                Samples.verified("bb"),
                Samples.stranger("cc"));
        long now = System.currentTimeMillis() / 1_000;
        kafka.flows(
                small,
                "2 1 eni-web 10.0.1.5 10.0.2.9 49152 443 6 5 500 %d %d ACCEPT OK".formatted(now - 60, now),
                "2 1 eni-web 203.0.113.7 10.0.1.5 49152 22 6 1 60 %d %d REJECT OK".formatted(now - 60, now));
        console = kafka.console(ConsoleSettings.loopback(0), small).uri();
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.close();
            chromium.close();
        }
    }

    @AfterEach
    void noScriptFailed() {
        List<String> complaints = chromium.complaints();
        assertThat(complaints.subList(complaintsBefore, complaints.size())).isEmpty();
        complaintsBefore = complaints.size();
    }

    @Test
    void aNameThatIsAScriptIsTextAndNothingElse() {
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);

        for (String view : VIEWS) {
            Chromium.show(page, console, view);

            assertThat(page.evaluate("window.owned === undefined && document.scripts.length === 1"))
                    .as(view)
                    .isEqualTo(true);
            assertThat(page.locator("main img").count()).as(view).isZero();
        }
        Chromium.show(page, console, "#/alerts/aa");
        assertThat(page.locator("main h1")).containsText(SCRIPT);
        Chromium.show(page, console, "#/map");
        assertThat(page.locator(".connections")).containsText(SCRIPT);
        Chromium.keep(page, "name-tag-is-a-script");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nothingStandsInAnybodysWay(ColorScheme scheme) {
        Page page = chromium.page(scheme, Chromium.WIDE);

        for (String view : VIEWS) {
            Chromium.show(page, console, view);
            Chromium.assertNoBarriers(page, view + " " + scheme);
        }
    }

    @Test
    void fitsOnASmallScreen() {
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.NARROW);

        for (String view : VIEWS) {
            Chromium.show(page, console, view);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(view)
                    .isLessThanOrEqualTo(Chromium.NARROW);
        }
        Chromium.assertNoBarriers(page, "narrow");
        Chromium.show(page, console, "#/alerts/aa");
        Chromium.keep(page, "narrow-alert");
    }

    @Test
    void theKeyboardReachesEverything() {
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);
        Chromium.show(page, console, "#/map");

        page.keyboard().press("Tab");
        assertThat(page.locator("#skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();

        Locator label = page.locator("a.edge-label:not(.noise)").first();
        label.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("main h1")).containsText("cannot reach");
        assertThat(page.locator("main h1")).isFocused();
    }

    @Test
    void anAlertSaysWhoChangedWhat() {
        Page page = chromium.page(ColorScheme.DARK, Chromium.WIDE);
        Chromium.show(page, console, "#/alerts/aa");

        assertThat(page.locator("#changed ~ ul.changes")).containsText("removed: sgr-1 lets tcp/5432 in");
        assertThat(page.locator("#changed ~ ul.calls"))
                .hasText(
                        Pattern.compile(
                                "RevokeSecurityGroupIngress at .+arn:aws:sts::123456789012:assumed-role/network-admin/jane.doe@example.org"));
        assertThat(page.locator("#fix ~ .code").last()).containsText("flowlens diagnose --from i-web --to eni-db");
        Chromium.keep(page, "alert-who-dark");
    }

    @Test
    void whatWasPickedStandsInTheAddress() {
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);
        Chromium.show(page, console, "#/alerts");

        page.getByText("Resolved").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("thead").getByText("Since").click();
        page.waitForURL("**/#/alerts?state=resolved&sort=-since");
        page.goBack();
        page.goBack();
        assertThat(page.locator("tbody tr")).hasCount(2);
    }

    @Test
    void aNewAlertIsShownAndToldWithoutAsking() {
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);
        Chromium.show(page, console, "#/alerts?q=dd");
        assertThat(page.locator("main")).containsText("No alert fits");
        page.locator("#live[data-state=live]").waitFor();

        kafka.alerts(small, Samples.firing("dd"));

        assertThat(page.locator("tbody")).containsText("Firing");
        assertThat(page.locator("#news")).containsText("Firing: web (i-web) cannot reach db (i-db)");
        kafka.alerts(small, Samples.verified("dd"));
        assertThat(page.locator("tbody")).containsText("Verified fixed");
    }

    @Test
    void staysUsableWithManyMachinesAndAlerts() {
        Topics large = kafka.topics("large.");
        kafka.network(large, Inventories.large(MACHINES));
        Alert[] alerts = new Alert[ALERTS];
        for (int i = 0; i < ALERTS; i++) {
            int other = (i * 7 + 251) % MACHINES;
            alerts[i] = Samples.alert(
                    "%04x".formatted(i), State.FIRING, "ingress", machine(i * 5), machine(other), Samples.groupCause());
        }
        kafka.alerts(large, alerts);
        URI many = kafka.console(ConsoleSettings.loopback(0), large).uri();
        Page page = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);

        long begun = System.nanoTime();
        Chromium.show(page, many, "#/map");
        long map = System.nanoTime();
        assertThat(page.locator(".map .more").count()).isGreaterThan(10);
        assertThat((int) page.evaluate("document.querySelectorAll('*').length")).isLessThan(6_000);
        assertThat(page.locator("main"))
                .containsText("1,000 rejected paths, those between the same subnets drawn as one");
        assertThat(page.locator(".map .edge.rejected").count()).isLessThanOrEqualTo(80);
        Chromium.keep(page, "many-machines");
        page.locator(".map .more").first().click();
        assertThat(page.locator(".map .machine").nth(119)).isAttached();
        assertThat(page.locator("#connections")).containsText("Connections of subnet-");
        Chromium.keep(page, "many-machines-opened");
        page.getByText("Show all").click();
        assertThat(page.locator("#connections")).hasText("Connections");

        long asked = System.nanoTime();
        Chromium.show(page, many, "#/alerts");
        System.out.printf(
                "%d machines, %d alerts: map after %d ms, alerts after %d ms%n",
                MACHINES, ALERTS, (map - begun) / 1_000_000, (System.nanoTime() - asked) / 1_000_000);
        assertThat(page.locator("tbody tr")).hasCount(100);
        assertThat(page.locator("#firing")).hasText("1,000");
        page.getByText("Show more").click();
        assertThat(page.locator("tbody tr")).hasCount(200);
    }

    private static End machine(int number) {
        return new End("instance", "i-m" + number, "machine-" + number, "10.0." + number / 250 + "." + number % 250);
    }

    private static End named(String name) {
        return new End("instance", "i-db", name, "10.0.2.9");
    }
}
