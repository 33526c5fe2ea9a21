package io.flowlens.sandbox.aws.logs;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Log streams. */
final class StreamActions {

    private final Region region;
    private final LogGroups groups;

    StreamActions(Region region, LogGroups groups) {
        this.region = region;
        this.groups = groups;
    }

    void register(Service service) {
        service.on("CreateLogStream", this::create)
                .on("DeleteLogStream", this::delete)
                .on("DescribeLogStreams", this::describe);
    }

    private Tree create(Params params) {
        LogGroup group = groups.named(params);
        String name = params.required("logStreamName");
        if (!name.matches("[^:*]{1,512}")) {
            throw params.invalid("logStreamName", "1 to 512 characters without : and *");
        }
        if (group.streams().containsKey(name)) {
            throw AwsException.badRequest("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        group.addStream(name, region.now().toEpochMilli());
        return new Tree();
    }

    private Tree delete(Params params) {
        LogGroup group = groups.named(params);
        group.removeStream(group.stream(params.required("logStreamName")));
        return new Tree();
    }

    private Tree describe(Params params) {
        String prefix = params.text("logStreamNamePrefix", "");
        Comparator<LogStream> order = "LastEventTime".equals(params.text("orderBy"))
                ? Comparator.comparing(LogStream::lastTimestamp)
                : Comparator.comparing(LogStream::name);
        List<LogStream> matching = groups.named(params).streams().values().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(params.flag("descending") ? Collections.reverseOrder(order) : order)
                .toList();
        Page<LogStream> page = Page.of(matching, params.text("nextToken"), params.number("limit", 50, 1, 50));
        List<Tree> described = page.items().stream().map(LogStream::describe).toList();
        return Tree.of("logStreams", described, "nextToken", page.nextToken());
    }
}
