package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The region and its three availability zones. */
final class Zones {

    private static final List<String> LETTERS = List.of("a", "b", "c");
    private static final Filters REGION_FILTERS =
            Filters.of("region-name", "regionName", "endpoint", "regionEndpoint", "opt-in-status", "optInStatus");
    private static final Filters ZONE_FILTERS = Filters.of(
            "region-name", "regionName",
            "state", "zoneState",
            "zone-id", "zoneId",
            "zone-name", "zoneName",
            "zone-type", "zoneType",
            "group-name", "groupName",
            "opt-in-status", "optInStatus");

    private final Region region;

    Zones(Region region) {
        this.region = region;
    }

    void register(Service service) {
        service.on("DescribeRegions", DryRun.of(this::describeRegions))
                .on("DescribeAvailabilityZones", DryRun.of(this::describeZones));
    }

    List<String> names() {
        return LETTERS.stream().map(letter -> region.name() + letter).toList();
    }

    /** A zone's id, the same in all accounts: {@code use1-az1} for {@code us-east-1a}. */
    String idOf(String zone) {
        String area =
                Stream.of(region.name().split("-")).map(Zones::abbreviated).collect(Collectors.joining());
        return area + "-az" + (names().indexOf(zone) + 1);
    }

    private static String abbreviated(String part) {
        return switch (part) {
            case "northeast" -> "ne";
            case "southeast" -> "se";
            case "northwest" -> "nw";
            case "southwest" -> "sw";
            default -> part.length() > 2 ? part.substring(0, 1) : part;
        };
    }

    private Tree describeRegions(Params params) {
        Tree only = Tree.of(
                "regionName",
                region.name(),
                "regionEndpoint",
                "ec2." + region.name() + ".amazonaws.com",
                "optInStatus",
                "opt-in-not-required");
        List<String> names = params.texts("RegionName");
        for (String name : names) {
            if (!name.equals(region.name())) {
                throw params.invalid("RegionName", region.name() + ", the only region here");
            }
        }
        return Tree.of("regionInfo", REGION_FILTERS.apply(List.of(only), params));
    }

    private Tree describeZones(Params params) {
        List<String> wanted = params.texts("ZoneName");
        List<String> wantedIds = params.texts("ZoneId");
        List<Tree> zones = names().stream()
                .filter(zone -> wanted.isEmpty() || wanted.contains(zone))
                .filter(zone -> wantedIds.isEmpty() || wantedIds.contains(idOf(zone)))
                .map(this::describe)
                .toList();
        return Tree.of("availabilityZoneInfo", ZONE_FILTERS.apply(zones, params));
    }

    private Tree describe(String zone) {
        return Tree.of(
                "zoneName",
                zone,
                "zoneId",
                idOf(zone),
                "zoneState",
                "available",
                "zoneType",
                "availability-zone",
                "regionName",
                region.name(),
                "groupName",
                region.name() + "-zg-1",
                "networkBorderGroup",
                region.name(),
                "optInStatus",
                "opt-in-not-required",
                "messageSet",
                List.of());
    }
}
