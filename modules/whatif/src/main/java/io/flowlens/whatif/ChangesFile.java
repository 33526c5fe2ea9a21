package io.flowlens.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Peer;
import io.flowlens.network.PlannedChange.Edit;
import io.flowlens.network.RuleChange;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import io.flowlens.topics.Json;
import io.flowlens.topics.Protocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A change as a person writes it: {@code {"remove": [...], "add": [...]}}, rules of security groups and entries of network
 * ACLs. Its schema stands beside this class, in {@code changes.schema.json}.
 */
public final class ChangesFile {

    private static final Set<String> OF_GROUP =
            Set.of("group", "direction", "protocol", "ports", "icmpType", "icmpCode", "peer");
    private static final Set<String> OF_ACL =
            Set.of("acl", "direction", "number", "action", "protocol", "ports", "icmpType", "icmpCode", "peer");

    private ChangesFile() {}

    /**
     * Reads a file.
     *
     * @throws WhatIfException with the place of what is wrong in it
     */
    public static List<Wish> read(Path file) {
        JsonPlace root = new JsonPlace(file.getFileName() + ": ", tree(file));
        root.allow(Set.of("add", "remove"));
        var wishes = new ArrayList<Wish>();
        root.field("remove").elements().forEach(element -> wishes.add(removal(element)));
        root.field("add").elements().forEach(element -> wishes.add(addition(element)));
        if (wishes.isEmpty()) {
            throw root.wrong("nothing is to be added or removed");
        }
        return wishes;
    }

    /** A removal in one word: {@code sgr-0123}, or {@code acl-0a/ingress/90}. */
    public static Wish removal(String word) {
        String place = "--remove " + word;
        if (word.startsWith("sgr-")) {
            return new Wish.RemoveRule(place, word);
        }
        String[] parts = word.split("/", -1);
        boolean direction = parts.length == 3 && (parts[1].equals("ingress") || parts[1].equals("egress"));
        if (!direction || !parts[0].startsWith("acl-") || !parts[2].matches("\\d{1,5}")) {
            throw new WhatIfException(place + ": give the id of a rule (sgr-0123), or an entry as acl-0a/ingress/90");
        }
        return new Wish.RemoveEntry(place, parts[0], parts[1].equals("egress"), Integer.parseInt(parts[2]));
    }

    static JsonNode tree(Path file) {
        try {
            return Json.mapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new WhatIfException(
                    "%s, line %d, column %d: this is not JSON: %s"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new WhatIfException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static Wish removal(JsonPlace json) {
        if (json.has("rule")) {
            json.allow(Set.of("rule"));
            return new Wish.RemoveRule(
                    json.field("rule").place(), json.field("rule").text());
        }
        if (json.has("acl")) {
            json.allow(Set.of("acl", "direction", "number"));
            return new Wish.RemoveEntry(
                    json.place(),
                    json.field("acl").text(),
                    outbound(json),
                    json.field("number").number());
        }
        return groupRule(json, false);
    }

    private static Wish addition(JsonPlace json) {
        return json.has("acl") ? entry(json) : groupRule(json, true);
    }

    private static Wish groupRule(JsonPlace json, boolean added) {
        json.allow(OF_GROUP);
        var rule = SecurityGroupRule.of("", traffic(json), peer(json.field("peer")));
        return new Wish.Rule(
                json.place(), new Edit(json.field("group").text(), new RuleChange(added, outbound(json), rule)));
    }

    private static Wish entry(JsonPlace json) {
        json.allow(OF_ACL);
        JsonPlace number = json.field("number");
        if (number.number() >= AclEntry.LAST) {
            throw number.wrong("must be 1 to 32766, not " + number.number());
        }
        JsonPlace cidr = json.field("peer");
        AclEntry entry = checked(
                number,
                () -> new AclEntry(
                        number.number(),
                        outbound(json),
                        choice(json.field("action"), "allow", "deny"),
                        traffic(json),
                        checked(cidr, () -> Cidr.parse(cidr.text()))));
        return new Wish.Rule(
                json.place(), new Edit(json.field("acl").text(), new RuleChange(true, entry.egress(), entry)));
    }

    private static boolean outbound(JsonPlace json) {
        return choice(json.field("direction"), "egress", "ingress");
    }

    /** Whether it is the first of the two words; it must be one of them. */
    private static boolean choice(JsonPlace json, String yes, String no) {
        String word = json.text();
        if (!word.equals(yes) && !word.equals(no)) {
            throw json.wrong("must be " + yes + " or " + no);
        }
        return word.equals(yes);
    }

    private static Peer peer(JsonPlace json) {
        String text = json.text();
        if (text.startsWith("sg-")) {
            return Peer.group(text);
        }
        return text.startsWith("pl-") ? Peer.prefixList(text) : checked(json, () -> Peer.cidr(text));
    }

    private static Traffic traffic(JsonPlace json) {
        JsonPlace protocol = json.field("protocol");
        String word = protocol.text();
        int number = word.equals("all") ? -1 : checked(protocol, () -> Protocols.number(word));
        if (Traffic.isIcmp(number)) {
            refuse(json, "ports", word);
            return new Traffic(number, icmp(json, "icmpType"), icmp(json, "icmpCode"));
        }
        refuse(json, "icmpType", word);
        refuse(json, "icmpCode", word);
        if (!json.has("ports")) {
            return checked(protocol, () -> Traffic.everyPortOf(number));
        }
        if (!Traffic.hasPorts(number)) {
            refuse(json, "ports", word);
        }
        JsonPlace ports = json.field("ports");
        String[] range = ports.text().split("-", -1);
        if (range.length > 2 || !ports.text().matches("\\d{1,5}(-\\d{1,5})?")) {
            throw ports.wrong("must be a port or a range, as 443 or \"1024-65535\"");
        }
        int from = Integer.parseInt(range[0]);
        return checked(ports, () -> new Traffic(number, from, Integer.parseInt(range[range.length - 1])));
    }

    private static int icmp(JsonPlace json, String field) {
        return json.has(field) ? json.field(field).number() : -1;
    }

    private static void refuse(JsonPlace json, String field, String protocol) {
        if (json.has(field)) {
            throw json.field(field).wrong("does not go with protocol " + protocol);
        }
    }

    /** What a value object refuses is wrong at this place. */
    private static <T> T checked(JsonPlace json, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw json.wrong("makes no sense: " + e.getMessage());
        }
    }
}
