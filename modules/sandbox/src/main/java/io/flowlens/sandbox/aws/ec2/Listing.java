package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;

/** How resources of one type are listed: by id, by filter, page by page. */
record Listing(ResourceType type, String set, Filters filters) {

    private static final int MAX_RESULTS = 1000;

    Tree answer(List<Tree> all, Params params) {
        return page(set, select(all, params), params);
    }

    /** What the ids and filters of a call leave; an id that nothing has is an error. */
    List<Tree> select(List<Tree> all, Params params) {
        List<String> ids = params.texts(type.parameter());
        for (String id : ids) {
            if (all.stream().noneMatch(item -> id.equals(item.get(type.member())))) {
                throw type.missing(id);
            }
        }
        List<Tree> named = ids.isEmpty()
                ? all
                : all.stream()
                        .filter(item -> ids.contains(item.get(type.member())))
                        .toList();
        return filters.apply(named, params);
    }

    static Tree page(String set, List<Tree> items, Params params) {
        Page<Tree> page =
                Page.of(items, params.text("NextToken"), params.number("MaxResults", MAX_RESULTS, 1, MAX_RESULTS));
        return Tree.of(set, page.items(), "nextToken", page.nextToken());
    }
}
