package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.network.Cidr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prefix lists of the account: named lists of blocks that never change once made. */
final class PrefixLists {

    private static final Listing LISTING = new Listing(
            ResourceType.PREFIX_LIST,
            "prefixListSet",
            Filters.of("prefix-list-id", "prefixListId", "prefix-list-name", "prefixListName", "owner-id", "ownerId"));

    /** A prefix list and its entries as they were given. */
    record PrefixList(String id, String name, String family, int maxEntries, List<Tree> entries) {

        List<Cidr> cidrs() {
            return entries.stream()
                    .map(entry -> Cidr.parse(entry.get("cidr").toString()))
                    .toList();
        }
    }

    private final Vpc vpc;
    private final Map<String, PrefixList> byId = new LinkedHashMap<>();

    PrefixLists(Vpc vpc) {
        this.vpc = vpc;
    }

    void register(Service service, SecurityGroups groups) {
        service.on("DescribeManagedPrefixLists", DryRun.of(params -> LISTING.answer(describeAll(), params)))
                .on("GetManagedPrefixListEntries", DryRun.of(this::entries))
                .on("CreateManagedPrefixList", DryRun.of(this::create))
                .on("DeleteManagedPrefixList", DryRun.of(params -> delete(params, groups)));
    }

    PrefixList named(String id) {
        PrefixList list = byId.get(id);
        if (list == null) {
            throw ResourceType.PREFIX_LIST.missing(id);
        }
        return list;
    }

    private Tree create(Params params) {
        int max = params.number("MaxEntries", 1, 1, 1000);
        List<Tree> entries = params.structures("Entry").stream()
                .map(entry -> Tree.of(
                        "cidr",
                        Blocks.parse(entry.required("Cidr")).toString(),
                        "description",
                        entry.text("Description")))
                .toList();
        if (entries.size() > max) {
            throw params.invalid("MaxEntries", "at least the number of entries, " + entries.size());
        }
        String id = vpc.newId(ResourceType.PREFIX_LIST);
        String family = params.text("AddressFamily", "IPv4");
        PrefixList list = new PrefixList(id, params.required("PrefixListName"), family, max, entries);
        byId.put(id, list);
        vpc.tags().tag(id, params);
        return Tree.of("prefixList", describe(list));
    }

    private Tree delete(Params params, SecurityGroups groups) {
        PrefixList list = named(params.required("PrefixListId"));
        boolean used = groups.all().stream()
                .flatMap(group -> group.rules().stream())
                .anyMatch(rule -> rule.peer().equals(RulePeer.prefixList(list.id())));
        if (used) {
            throw AwsException.badRequest(
                    "DependencyViolation", "The prefix list '" + list.id() + "' is in use and cannot be deleted.");
        }
        byId.remove(list.id());
        vpc.tags().forget(list.id());
        return Tree.of("prefixList", describe(list).and("state", "delete-complete"));
    }

    private Tree entries(Params params) {
        PrefixList list = named(params.required("PrefixListId"));
        return Listing.page("entrySet", list.entries(), params);
    }

    private List<Tree> describeAll() {
        return byId.values().stream().map(this::describe).toList();
    }

    private Tree describe(PrefixList list) {
        return Tree.of(
                "prefixListId", list.id(),
                "prefixListName", list.name(),
                "prefixListArn", vpc.arn(ResourceType.PREFIX_LIST, list.id()),
                "addressFamily", list.family(),
                "state", "create-complete",
                "maxEntries", list.maxEntries(),
                "version", 1,
                "ownerId", vpc.accountId(),
                "tagSet", vpc.tags().of(list.id()));
    }
}
