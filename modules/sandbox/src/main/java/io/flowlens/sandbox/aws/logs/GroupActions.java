package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Log groups, how long they keep events, and their tags. */
final class GroupActions {

    private static final Set<Integer> RETENTIONS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogGroups groups;

    GroupActions(LogGroups groups) {
        this.groups = groups;
    }

    void register(Service service) {
        service.on("CreateLogGroup", this::create)
                .on("DeleteLogGroup", this::delete)
                .on("DescribeLogGroups", this::describe)
                .on("PutRetentionPolicy", this::retain)
                .on("DeleteRetentionPolicy", this::keepForEver)
                .on("TagResource", params -> tag(byArn(params), params))
                .on("UntagResource", params -> untag(byArn(params), params.texts("tagKeys")))
                .on("ListTagsForResource", params -> tags(byArn(params)))
                .on("TagLogGroup", params -> tag(groups.named(params), params))
                .on("UntagLogGroup", params -> untag(groups.named(params), params.texts("tags")))
                .on("ListTagsLogGroup", params -> tags(groups.named(params)));
    }

    private Tree create(Params params) {
        String name = params.required("logGroupName");
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw params.invalid("logGroupName", "1 to 512 letters, digits or any of . - _ / #");
        }
        if (groups.find(name) != null) {
            throw AwsException.badRequest("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        groups.create(name).tags().putAll(params.textMap("tags"));
        return new Tree();
    }

    private Tree delete(Params params) {
        groups.remove(groups.named(params));
        return new Tree();
    }

    private Tree describe(Params params) {
        String prefix = params.text("logGroupNamePrefix", "");
        String pattern = params.text("logGroupNamePattern", "").toLowerCase(Locale.ROOT);
        List<String> names = params.texts("logGroupIdentifiers").stream()
                .map(LogGroups::nameOf)
                .toList();
        List<LogGroup> matching = groups.all().stream()
                .filter(group -> group.name().startsWith(prefix))
                .filter(group -> group.name().toLowerCase(Locale.ROOT).contains(pattern))
                .filter(group -> names.isEmpty() || names.contains(group.name()))
                .toList();
        Page<LogGroup> page = Page.of(matching, params.text("nextToken"), params.number("limit", 50, 1, 50));
        List<Tree> described = page.items().stream().map(LogGroup::describe).toList();
        return Tree.of("logGroups", described, "nextToken", page.nextToken());
    }

    private Tree retain(Params params) {
        LogGroup group = groups.named(params);
        int days = params.number("retentionInDays", 0, 0, Integer.MAX_VALUE);
        if (!RETENTIONS.contains(days)) {
            throw params.invalid("retentionInDays", "one of AWS's retention periods");
        }
        group.retain(days);
        return new Tree();
    }

    private Tree keepForEver(Params params) {
        groups.named(params).retain(null);
        return new Tree();
    }

    private LogGroup byArn(Params params) {
        return groups.named(LogGroups.nameOf(params.required("resourceArn")));
    }

    private static Tree tag(LogGroup group, Params params) {
        group.tags().putAll(params.textMap("tags"));
        return new Tree();
    }

    private static Tree untag(LogGroup group, List<String> keys) {
        keys.forEach(group.tags()::remove);
        return new Tree();
    }

    private static Tree tags(LogGroup group) {
        Tree tags = new Tree();
        tags.putAll(group.tags());
        return Tree.of("tags", tags);
    }
}
