package io.flowlens.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScannersTest {
    private static List<Packet> probes(long seed) {
        List<Packet> seen = new ArrayList<>();
        var router = new Router("us-east-1", () -> 0L, sighting -> {
            if (sighting.direction() == Direction.INGRESS) {
                seen.add(sighting.packet());
            }
        });
        Layout layout = new Lab().network.layout();
        router.change(nothing -> layout);
        var scanners = new Scanners(router, seed);
        for (int i = 0; i < 300; i++) {
            scanners.probe();
        }
        return seen;
    }

    @Test
    void oneSeedGivesOneSeries() {
        assertThat(probes(1)).isEqualTo(probes(1)).isNotEqualTo(probes(2));
    }

    @Test
    void probesComeFromStrangersToPublicAddressesOnly() {
        assertThat(probes(3)).hasSize(300).allSatisfy(probe -> {
            assertThat(probe.source().toString()).matches("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+");
            assertThat(probe.destination()).isIn(Lab.A, Lab.B);
        });
    }

    @Test
    void mostProbesAreTcp() {
        assertThat(probes(4))
                .filteredOn(probe -> probe.protocol() == Protocol.TCP)
                .hasSizeBetween(180, 260);
        assertThat(probes(4)).anyMatch(probe -> probe.protocol() == Protocol.ICMP);
    }

    @Test
    void aNetworkWithoutPublicAddressesIsLeftAlone() {
        var router = new Router("us-east-1", () -> 0L, sighting -> {
            throw new AssertionError("no packet was to come: " + sighting);
        });

        new Scanners(router, 5).probe();

        assertThat(router.layout().publicAddresses()).isEmpty();
    }
}
