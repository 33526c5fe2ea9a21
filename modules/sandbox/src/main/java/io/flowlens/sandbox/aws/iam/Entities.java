package io.flowlens.sandbox.aws.iam;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.List;
import java.util.regex.Pattern;

/** What all of IAM's entities have in common: names, paths, listings, errors. */
final class Entities {

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");

    private Entities() {}

    static String name(Params params, String parameter) {
        String name = params.required(parameter);
        if (!NAME.matcher(name).matches()) {
            throw params.invalid(parameter, "1 to 128 letters, digits or any of _+=,.@-");
        }
        return name;
    }

    static String path(Params params) {
        String path = params.text("Path", "/");
        if (!PATH.matcher(path).matches()) {
            throw params.invalid("Path", "a path that begins and ends with /");
        }
        return path;
    }

    /** One page of a listing with IAM's markers. */
    static Tree listing(String name, List<?> all, Params params) {
        Page<?> page = Page.of(all, params.text("Marker"), params.number("MaxItems", 100, 1, 1000));
        return Tree.of(name, page.items(), "IsTruncated", page.nextToken() != null, "Marker", page.nextToken());
    }

    static AwsException missing(String message) {
        return new AwsException(404, "NoSuchEntity", message);
    }

    static AwsException exists(String message) {
        return new AwsException(409, "EntityAlreadyExists", message);
    }

    static AwsException inUse(String message) {
        return new AwsException(409, "DeleteConflict", "Cannot delete entity, " + message);
    }
}
