package io.flowlens.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.flowlens.console.Chromium;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The demo's story as somebody sees it who has the console open from the beginning. The demo halts where the next step would change
 * what is looked at.
 */
class DemoInBrowserIT {

    private final HaltingOutput demo = new HaltingOutput("4  Ping", "6  Fix", "7  Bonus");
    private URI console;

    @Test
    void fromTheFirstAlertToTheVerifiedFix() {
        try (Chromium chromium = Chromium.start();
                FollowingRun run = new FollowingRun(demo, "demo", "--stay", "--pace", "60", "--console-port", "0")) {
            console = URI.create(demo.await("(open it now").replaceAll(".*(http://\\S+).*", "$1"));
            demo.await("4  Ping");
            Page open = chromium.page(ColorScheme.LIGHT, Chromium.WIDE);
            Chromium.show(open, console, "#/alerts");
            open.locator("#live[data-state=live]").waitFor();
            open.evaluate("window.stillTheSamePage = true");
            assertThat(open.locator("tbody tr")).hasCount(0);

            demo.goOn();
            assertThat(open.locator("tbody")).containsText("Firing");
            assertThat(open.locator("#firing")).hasText("1");
            demo.await("6  Fix");
            open.locator("nav a[data-view=map]").click();
            assertThat(pings(open)).hasText("✕ Rejected");
            open.locator("a.edge-label").first().click();
            String fingerprint = readTheAlert(open);
            String alert = "#/alerts/" + fingerprint;
            keep(
                    chromium,
                    "1-firing",
                    Map.of("map", "#/map", "alerts", "#/alerts", "alert", alert, "traffic", "#/traffic?unit=packets"));

            demo.goOn();
            assertThat(open.locator(".badges")).containsText("Verified fixed");
            assertThat(open.locator("#over ~ pre")).containsText(" ACCEPT OK");
            assertThat(open.evaluate("window.stillTheSamePage")).isEqualTo(true);
            demo.await("7  Bonus");
            open.locator("nav a[data-view=map]").click();
            assertThat(pings(open)).hasText("✓ Accepted");
            keep(chromium, "2-fixed", Map.of("map", "#/map", "alert", alert));

            demo.goOn();
            demo.await("Everything stays up");
            Chromium.show(open, console, "#/alerts?state=resolved");
            assertThat(open.locator("tbody tr")).hasCount(2);
            assertThat(chromium.complaints()).isEmpty();
            CommandLineRun ended = run.end();
            assertThat(ended.exitCode()).as(ended.err() + ended.out()).isZero();
        }
    }

    /** What became of the pings from one machine to the other. */
    private static Locator pings(Page page) {
        return page.locator(".connections tbody tr")
                .filter(new Locator.FilterOptions().setHasNotText("Internet"))
                .locator(".badge");
    }

    /** As the packet met it; and the fix is what the demo is about to do. */
    private String readTheAlert(Page page) {
        Locator steps = page.locator("ol.path > .step");
        assertThat(steps).hasCount(4);
        assertThat(steps.nth(0)).containsText("Passed");
        assertThat(steps.nth(1)).containsText("Not asked: same subnet");
        assertThat(steps.nth(2)).containsText("Not asked: same subnet");
        assertThat(steps.nth(3)).containsText("Stopped here");
        assertThat(steps.nth(3)).containsText("has no inbound rules");
        assertThat(page.locator("ol.path > .here")).hasCount(1);

        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("#fix ~ .code button").first().click();
        assertThat(page.locator("#fix ~ .code button").first()).hasText("Copied");
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .startsWith("aws ec2 authorize-security-group-ingress --group-id sg-")
                .contains("\"IpProtocol\":\"icmp\"");
        return page.url().replaceAll(".*/", "");
    }

    /** These views in both schemes and on a small screen, each as a screenshot. */
    private void keep(Chromium chromium, String step, Map<String, String> views) {
        Map<String, Page> pages = Map.of(
                "light", chromium.page(ColorScheme.LIGHT, Chromium.WIDE),
                "dark", chromium.page(ColorScheme.DARK, Chromium.WIDE),
                "narrow", chromium.page(ColorScheme.DARK, Chromium.NARROW));
        pages.forEach((kind, page) -> {
            views.forEach((view, hash) -> {
                String name = "demo-%s-%s-%s".formatted(step, view, kind);
                Chromium.show(page, console, hash);
                Chromium.keep(page, name);
                assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(name + " fits the window")
                        .isTrue();
                if (!kind.equals("narrow")) {
                    Chromium.assertNoBarriers(page, name);
                }
            });
            page.context().close();
        });
    }
}
