package io.flowlens.network.verdict;

import io.flowlens.flowlog.FlowDirection;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.NetworkAcl;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Subnet;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The verdict's rules once more, as simply as they can be written: every question reads the whole list of events. */
final class NaiveNetwork {

    private record Event(long seenAt, String id, Resource state) {}

    private final List<Event> events = new ArrayList<>();
    private final long tolerance;

    /** @param tolerance how long before its first sighting a resource is taken to have been there, in milliseconds */
    NaiveNetwork(long tolerance) {
        this.tolerance = tolerance;
    }

    void put(Resource resource, long seenAt) {
        events.add(new Event(seenAt, resource.id(), resource));
    }

    void remove(String id, long seenAt) {
        if (events.stream().anyMatch(event -> event.id().equals(id))) {
            events.add(new Event(seenAt, id, null));
        }
    }

    /** Every prediction that some state between the two moments makes, where the interface was there. What came later does not count. */
    Set<Prediction> predictions(FlowRecord flow, long from, long to) {
        var known = new NaiveNetwork(tolerance);
        events.stream().filter(event -> event.seenAt() <= to).forEach(known.events::add);
        return known.predictionsOfAll(flow, from, to);
    }

    private Set<Prediction> predictionsOfAll(FlowRecord flow, long from, long to) {
        var moments = new TreeSet<Long>(List.of(from));
        for (Event event : events) {
            for (long moment : new long[] {event.seenAt(), event.seenAt() - tolerance}) {
                if (moment > from && moment <= to) {
                    moments.add(moment);
                }
            }
        }
        var predictions = new HashSet<Prediction>();
        moments.forEach(moment -> predict(flow, moment).ifPresent(predictions::add));
        return predictions;
    }

    private Optional<Prediction> predict(FlowRecord flow, long moment) {
        return at(NetworkInterface.class, flow.interfaceId(), moment).map(recorder -> {
            boolean sent = recorder.addresses().all().contains(flow.source());
            boolean received = recorder.addresses().all().contains(flow.destination());
            if (flow.direction() == FlowDirection.UNKNOWN && sent == received) {
                return Prediction.UNKNOWN;
            }
            boolean outbound =
                    flow.direction() == FlowDirection.UNKNOWN ? sent : flow.direction() == FlowDirection.EGRESS;
            IpAddress peer = outbound ? flow.destination() : flow.source();
            Set<Boolean> groups = groups(recorder, outbound, peer, flow, moment);
            Set<Boolean> acl = acl(recorder, outbound, peer, flow, moment);
            var worlds = new HashSet<Boolean>();
            groups.forEach(one -> acl.forEach(other -> worlds.add(one && other)));
            return worlds.size() > 1 ? Prediction.UNKNOWN : worlds.contains(true) ? Prediction.ALLOW : Prediction.DENY;
        });
    }

    /** What the groups may have said: both, where something is not known. */
    private Set<Boolean> groups(
            NetworkInterface recorder, boolean outbound, IpAddress peer, FlowRecord flow, long moment) {
        if (recorder.groupIds().isEmpty()) {
            return Set.of(true);
        }
        boolean perhaps = false;
        for (String id : recorder.groupIds()) {
            Optional<SecurityGroup> group = at(SecurityGroup.class, id, moment);
            perhaps |= group.isEmpty();
            for (SecurityGroupRule rule :
                    group.map(known -> known.rules(outbound)).orElse(List.of())) {
                Set<Boolean> fits = fits(rule, peer, flow, moment);
                if (fits.equals(Set.of(true))) {
                    return Set.of(true);
                }
                perhaps |= fits.contains(true);
            }
        }
        return perhaps ? Set.of(true, false) : Set.of(false);
    }

    private Set<Boolean> fits(SecurityGroupRule rule, IpAddress peer, FlowRecord flow, long moment) {
        if (!fits(rule.traffic(), flow)) {
            return Set.of(false);
        }
        Set<Boolean> peers = fits(rule.peer(), peer, moment);
        boolean typed = isTyped(rule.traffic());
        return typed && peers.contains(true) ? Set.of(true, false) : peers;
    }

    private Set<Boolean> fits(Peer peer, IpAddress address, long moment) {
        if (peer instanceof Peer.Block block) {
            return Set.of(block.cidr().contains(address));
        }
        if (peer instanceof Peer.Prefixes prefixes) {
            return at(PrefixList.class, prefixes.prefixListId(), moment)
                    .map(list -> Set.of(list.cidrs().stream().anyMatch(cidr -> cidr.contains(address))))
                    .orElse(Set.of(true, false));
        }
        String groupId = ((Peer.Group) peer).groupId();
        boolean member = all(NetworkInterface.class, moment).stream()
                .filter(one -> one.groupIds().contains(groupId))
                .anyMatch(one -> one.addresses().inside().contains(address));
        boolean known = at(SecurityGroup.class, groupId, moment).isPresent();
        return member ? Set.of(true) : known ? Set.of(false) : Set.of(true, false);
    }

    private Set<Boolean> acl(
            NetworkInterface recorder, boolean outbound, IpAddress peer, FlowRecord flow, long moment) {
        Optional<Subnet> subnet = at(Subnet.class, recorder.subnetId(), moment);
        if (subnet.isPresent() && subnet.get().cidrs().stream().anyMatch(cidr -> cidr.contains(peer))) {
            return Set.of(true);
        }
        List<NetworkAcl> acls = all(NetworkAcl.class, moment).stream()
                .filter(acl -> acl.subnetIds().contains(recorder.subnetId()))
                .toList();
        if (subnet.isEmpty() || acls.isEmpty()) {
            return Set.of(true, false);
        }
        List<AclEntry> fitting = acls.get(0).entries().stream()
                .filter(entry -> entry.egress() == outbound)
                .filter(entry -> fits(entry.traffic(), flow) && entry.cidr().contains(peer))
                .sorted(Comparator.comparingInt(AclEntry::number))
                .toList();
        return decisions(fitting);
    }

    /** An entry with an ICMP type may fit or not: both ways are followed to their end. */
    private static Set<Boolean> decisions(List<AclEntry> fitting) {
        if (fitting.isEmpty()) {
            return Set.of(false);
        }
        AclEntry first = fitting.get(0);
        if (!isTyped(first.traffic())) {
            return Set.of(first.allow());
        }
        var decisions = new HashSet<>(decisions(fitting.subList(1, fitting.size())));
        decisions.add(first.allow());
        return decisions;
    }

    private static boolean fits(Traffic traffic, FlowRecord flow) {
        if (traffic.protocol() == -1) {
            return true;
        }
        boolean ported = flow.protocol() == 6 || flow.protocol() == 17;
        return traffic.protocol() == flow.protocol()
                && (!ported || (traffic.from() <= flow.destinationPort() && flow.destinationPort() <= traffic.to()));
    }

    private static boolean isTyped(Traffic traffic) {
        return (traffic.protocol() == 1 || traffic.protocol() == 58) && (traffic.from() != -1 || traffic.to() != -1);
    }

    private <R extends Resource> List<R> all(Class<R> kind, long moment) {
        return events.stream()
                .map(Event::id)
                .distinct()
                .flatMap(id -> at(kind, id, moment).stream())
                .toList();
    }

    private <R extends Resource> Optional<R> at(Class<R> kind, String id, long moment) {
        List<Event> own = events.stream().filter(event -> event.id().equals(id)).toList();
        Resource state = own.isEmpty() || moment < own.get(0).seenAt() - tolerance
                ? null
                : own.get(0).state();
        for (Event event : own) {
            if (event.seenAt() <= moment) {
                state = event.state();
            }
        }
        return Optional.ofNullable(state).filter(kind::isInstance).map(kind::cast);
    }
}
