package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.region.Region;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The log groups of a region by name. */
final class LogGroups {

    private static final String ARN_RESOURCE = ":log-group:";

    private final Region region;
    private final Map<String, LogGroup> byName = new TreeMap<>();

    LogGroups(Region region) {
        this.region = region;
    }

    Collection<LogGroup> all() {
        return byName.values();
    }

    LogGroup find(String name) {
        return byName.get(name);
    }

    /** The group that logGroupName or logGroupIdentifier (a name or an ARN) names. */
    LogGroup named(Params params) {
        String name = params.text("logGroupName");
        return named(name == null ? nameOf(params.required("logGroupIdentifier")) : name);
    }

    LogGroup named(String name) {
        LogGroup group = byName.get(name);
        if (group == null) {
            throw AwsException.badRequest("ResourceNotFoundException", "The specified log group does not exist.");
        }
        return group;
    }

    /** The name in a log group's ARN; a name stays what it is. */
    static String nameOf(String identifier) {
        int resource = identifier.indexOf(ARN_RESOURCE);
        String name = resource < 0 ? identifier : identifier.substring(resource + ARN_RESOURCE.length());
        return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
    }

    LogGroup create(String name) {
        LogGroup group = new LogGroup(
                name, region.arn("logs", "log-group:" + name), region.now().toEpochMilli());
        byName.put(name, group);
        return group;
    }

    void remove(LogGroup group) {
        byName.remove(group.name());
    }
}
