package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.Format;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Addresses;
import io.flowlens.network.Attachment;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Peer;
import io.flowlens.network.PrefixList;
import io.flowlens.network.Resource;
import io.flowlens.network.SecurityGroup;
import io.flowlens.network.SecurityGroupRule;
import io.flowlens.network.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A {@link Lab} arranged by statements that people can read; {@code docs/reference/semantics.md} explains them. A group or an
 * ACL that is spoken of is replaced as a whole.
 */
final class Situation {

    private static final Pattern LATER = Pattern.compile("([+-]\\d+) s: (.+)");
    private static final Pattern LATER_RECORD = Pattern.compile("([+-]\\d+) s, (.+)");
    private static final Pattern LOGGED = Pattern.compile("logged(?: ([+-]\\d+) s)? (.+)");
    private static final Pattern CARRIES = Pattern.compile("(\\w+) carries (.+)");
    private static final Pattern HAS = Pattern.compile("(\\w+) has (.+)");
    private static final Pattern PEERED = Pattern.compile("(\\w+) of vpc-2 has (\\S+)");
    private static final Pattern GONE = Pattern.compile("(\\S+) is gone");
    private static final Pattern CONTENT = Pattern.compile("((sg|acl|pl)-(\\w+)): (.+)");
    private static final Pattern RULE = Pattern.compile("(in|out) (.+) (?:from|to) (\\S+)");
    private static final Pattern ENTRY = Pattern.compile("(in|out) (\\d+) (allow|deny) (.+) (?:from|to) (\\S+)");
    private static final Pattern TRAFFIC =
            Pattern.compile("(all traffic|tcp|udp|icmpv6|icmp|protocol \\d+)(?: (\\d+)(?:-(\\d+))?)?"
                    + "(?: type (\\d+)(?: code (\\d+))?)?");

    private static final Format FORMAT = Format.of("interface-id srcaddr dstaddr srcport dstport protocol action start"
            + " end log-status flow-direction pkt-srcaddr pkt-dstaddr tcp-flags reject-reason");

    private final Lab lab = new Lab();
    private long at = Lab.BUILT;

    Situation(List<String> statements) {
        statements.forEach(this::take);
    }

    /** The verdict on a record, see {@link #record}. */
    Verdict judge(String flow) {
        return lab.judge.judge(record(flow));
    }

    Prediction predict(String flow) {
        return lab.judge.predict(record(flow));
    }

    private void take(String statement) {
        Matcher later = LATER.matcher(statement);
        at = later.matches() ? (Lab.FLOW_START + Long.parseLong(later.group(1))) * 1000 : Lab.BUILT;
        arrange(later.matches() ? later.group(2) : statement);
    }

    private void arrange(String statement) {
        Matcher words = LOGGED.matcher(statement);
        if (words.matches()) {
            long offset = words.group(1) == null ? 0 : Long.parseLong(words.group(1));
            lab.accepted.add(record(words.group(2), Lab.FLOW_START + offset));
        } else if ((words = PEERED.matcher(statement)).matches()) {
            put(peered(words.group(1), words.group(2)));
        } else if ((words = CARRIES.matcher(statement)).matches()) {
            String[] groups = words.group(2).equals("no group")
                    ? new String[0]
                    : words.group(2).split(" ");
            put(Lab.withGroups(machine(words.group(1)), groups));
        } else if ((words = HAS.matcher(statement)).matches()) {
            put(withAddresses(machine(words.group(1)), List.of(words.group(2).split(" "))));
        } else if ((words = GONE.matcher(statement)).matches()) {
            lab.history.remove(words.group(1), at);
        } else if ((words = CONTENT.matcher(statement)).matches()) {
            put(content(words.group(2), words.group(1), List.of(words.group(4).split(", "))));
        } else {
            throw new IllegalArgumentException("no such statement: " + statement);
        }
    }

    private void put(Resource resource) {
        lab.history.put(resource, at);
    }

    private NetworkInterface machine(String name) {
        return lab.history.asOf(at).find(NetworkInterface.class, "eni-" + name).orElseThrow();
    }

    private static NetworkInterface peered(String name, String address) {
        return new NetworkInterface(
                "eni-" + name,
                "",
                "123456789012",
                "vpc-2",
                "subnet-9",
                Addresses.of(address),
                List.of("sg-" + name),
                Attachment.to("i-" + name));
    }

    /** @param words private addresses, the primary one first, and {@code public} ones */
    private static NetworkInterface withAddresses(NetworkInterface machine, List<String> words) {
        int end = words.contains("public") ? words.indexOf("public") : words.size();
        List<IpAddress> inside =
                words.subList(0, end).stream().map(IpAddress::parse).toList();
        List<IpAddress> outside =
                words.stream().skip(end + 1L).map(IpAddress::parse).toList();
        return new NetworkInterface(
                machine.id(),
                machine.name(),
                machine.account(),
                machine.vpcId(),
                machine.subnetId(),
                new Addresses(
                        inside.stream().filter(IpAddress::isV4).toList(),
                        inside.stream().filter(address -> !address.isV4()).toList(),
                        outside),
                machine.groupIds(),
                machine.attachment());
    }

    private static Resource content(String kind, String id, List<String> parts) {
        return switch (kind) {
            case "sg" -> group(id, parts);
            case "acl" ->
                Lab.acl(
                        id,
                        id.replace("acl", "subnet"),
                        parts.stream()
                                .filter(part -> !part.equals("no entries"))
                                .map(Situation::entry)
                                .toArray(AclEntry[]::new));
            default -> new PrefixList(id, id, parts.stream().map(Cidr::parse).toList());
        };
    }

    private static SecurityGroup group(String id, List<String> parts) {
        var ingress = new ArrayList<SecurityGroupRule>();
        var egress = new ArrayList<SecurityGroupRule>();
        for (String part : parts) {
            Matcher rule = RULE.matcher(part);
            if (rule.matches()) {
                var rules = rule.group(1).equals("in") ? ingress : egress;
                String ruleId = "sgr-" + (ingress.size() + egress.size() + 1);
                rules.add(SecurityGroupRule.of(ruleId, traffic(rule.group(2)), peer(rule.group(3))));
            } else if (!part.equals("no rules")) {
                throw new IllegalArgumentException("no rule: " + part);
            }
        }
        return Lab.group(id, ingress, egress);
    }

    private static AclEntry entry(String text) {
        Matcher entry = matched(ENTRY, text);
        return Lab.entry(
                Integer.parseInt(entry.group(2)),
                entry.group(1).equals("out"),
                entry.group(3).equals("allow"),
                traffic(entry.group(4)),
                entry.group(5));
    }

    private static Peer peer(String text) {
        if (text.startsWith("sg-")) {
            return Peer.group(text);
        }
        return text.startsWith("pl-") ? Peer.prefixList(text) : Peer.cidr(text);
    }

    private static Traffic traffic(String text) {
        Matcher words = matched(TRAFFIC, text);
        int protocol = switch (words.group(1)) {
            case "all traffic" -> -1;
            case "tcp" -> Traffic.TCP;
            case "udp" -> Traffic.UDP;
            case "icmp" -> Traffic.ICMP;
            case "icmpv6" -> Traffic.ICMPV6;
            default -> Integer.parseInt(words.group(1).substring("protocol ".length()));
        };
        int from = number(words.group(2), number(words.group(4), -1));
        int to = number(words.group(3), number(words.group(5), words.group(2) == null ? -1 : from));
        return new Traffic(protocol, from, to);
    }

    private static int number(String text, int otherwise) {
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("cannot read: " + text);
        }
        return matcher;
    }

    /**
     * A record: the machine that logged it, then srcaddr, dstaddr, srcport, dstport, protocol and action, then any other
     * fields by name.
     */
    static FlowRecord record(String text) {
        return record(text, Lab.FLOW_START);
    }

    private static FlowRecord record(String text, long start) {
        Matcher later = LATER_RECORD.matcher(text);
        if (later.matches()) {
            return record(later.group(2), start + Long.parseLong(later.group(1)));
        }
        String[] words = text.split(" ");
        Map<String, String> values = new HashMap<>(Map.of(
                "interface-id",
                words[0].equals("-") ? "-" : "eni-" + words[0],
                "start",
                Long.toString(start),
                "end",
                Long.toString(start + 59),
                "log-status",
                "OK"));
        List<String> leading = List.of("srcaddr", "dstaddr", "srcport", "dstport", "protocol", "action");
        for (int i = 0; i < leading.size(); i++) {
            values.put(leading.get(i), words[i + 1]);
        }
        for (String word : Arrays.asList(words).subList(leading.size() + 1, words.length)) {
            values.put(word.split("=")[0], word.split("=")[1]);
        }
        return FlowRecord.of(FORMAT, line(values));
    }

    private static String line(Map<String, String> values) {
        return FORMAT.columns().stream()
                .map(name -> values.getOrDefault(name, "-"))
                .collect(Collectors.joining(" "));
    }
}
