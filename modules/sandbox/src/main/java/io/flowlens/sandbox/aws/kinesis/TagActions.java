package io.flowlens.sandbox.aws.kinesis;

import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;

/** Tags of streams, by the older operations and by the general ones. */
final class TagActions {

    private final Streams streams;

    TagActions(Streams streams) {
        this.streams = streams;
    }

    void register(Service service) {
        service.on("AddTagsToStream", params -> add(streams.named(params), params))
                .on("RemoveTagsFromStream", params -> remove(streams.named(params), params))
                .on("ListTagsForStream", params -> list(streams.named(params)).and("HasMoreTags", false))
                .on("TagResource", params -> add(resource(params), params))
                .on("UntagResource", params -> remove(resource(params), params))
                .on("ListTagsForResource", params -> list(resource(params)));
    }

    private Stream resource(Params params) {
        String arn = params.required("ResourceARN");
        return streams.named(arn.substring(arn.lastIndexOf('/') + 1));
    }

    private static Tree add(Stream stream, Params params) {
        stream.tags().putAll(params.textMap("Tags"));
        return new Tree();
    }

    private static Tree remove(Stream stream, Params params) {
        params.texts("TagKeys").forEach(stream.tags()::remove);
        return new Tree();
    }

    private static Tree list(Stream stream) {
        List<Tree> tags = stream.tags().entrySet().stream()
                .map(tag -> Tree.of("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
        return Tree.of("Tags", tags);
    }
}
