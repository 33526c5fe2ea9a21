package io.flowlens.topology;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Instance;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.End;
import io.flowlens.topics.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Applies the exceptions of the rules to one flow. */
final class Exemptions {

    private record Compiled(AlertRules.Exemption exemption, Cidr cidr, String key, String value) {}

    private final AlertRules rules;
    private final List<Compiled> exemptions;

    Exemptions(AlertRules rules) {
        this.rules = rules;
        this.exemptions = rules.exceptions().stream().map(Exemptions::compile).toList();
    }

    boolean areNone() {
        return exemptions.isEmpty();
    }

    /** Where no exception fits. */
    Severity usualSeverity(Kind kind) {
        return rules.severity(kind);
    }

    /**
     * @param network as of the flow's time, asked for only where a rule speaks of tags
     * @return empty when no alert is wanted
     */
    Optional<Severity> severity(Kind kind, Traffic traffic, Supplier<Network> network) {
        return severity(kind, List.of(traffic.source(), traffic.destination()), network);
    }

    /** The same for what is about an interface and no traffic in particular. */
    Optional<Severity> severity(Kind kind, String interfaceId, Network network) {
        List<End> ends = network.find(NetworkInterface.class, interfaceId).stream()
                .flatMap(Exemptions::ends)
                .toList();
        return severity(kind, ends, () -> network);
    }

    private Optional<Severity> severity(Kind kind, List<End> ends, Supplier<Network> network) {
        for (Compiled each : exemptions) {
            if (each.exemption().concerns(kind) && ends.stream().anyMatch(end -> fits(each, end, network))) {
                return Optional.ofNullable(each.exemption().severity());
            }
        }
        return Optional.of(usualSeverity(kind));
    }

    private static Stream<End> ends(NetworkInterface found) {
        String instanceId = found.attachment().instanceId();
        return found.addresses().inside().stream()
                .map(address -> new End("instance", instanceId, null, address.toString()));
    }

    private static boolean fits(Compiled each, End end, Supplier<Network> network) {
        if (each.cidr() != null) {
            return end.address() != null && each.cidr().contains(IpAddress.parse(end.address()));
        }
        return "instance".equals(end.kind())
                && network.get()
                        .find(Instance.class, end.id())
                        .filter(instance -> each.value().equals(instance.tags().get(each.key())))
                        .isPresent();
    }

    private static Compiled compile(AlertRules.Exemption exemption) {
        if (exemption.cidr() != null) {
            return new Compiled(exemption, Cidr.parse(exemption.cidr()), null, null);
        }
        int equals = exemption.tag().indexOf('=');
        return new Compiled(
                exemption,
                null,
                exemption.tag().substring(0, equals),
                exemption.tag().substring(equals + 1));
    }
}
