package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Page;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Service;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.region.Region;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters AWS publishes: ids of the newest Amazon Linux images. */
final class PublicParameters {

    private static final String PATH = "/aws/service/ami-amazon-linux-latest/";

    private final Region region;
    private final Map<String, String> values = new TreeMap<>();

    PublicParameters(Region region, String amazonLinux) {
        this.region = region;
        values.put(PATH + "al2023-ami-kernel-default-x86_64", amazonLinux);
        values.put(PATH + "al2023-ami-kernel-6.1-x86_64", amazonLinux);
    }

    void register(Service service) {
        service.on("GetParameter", this::one).on("GetParameters", this::many).on("GetParametersByPath", this::byPath);
    }

    private Tree one(Params params) {
        String name = params.required("Name");
        if (!values.containsKey(name)) {
            throw AwsException.badRequest("ParameterNotFound", "Parameter " + name + " not found.");
        }
        return Tree.of("Parameter", describe(name));
    }

    private Tree many(Params params) {
        List<String> names = params.texts("Names");
        return Tree.of(
                "Parameters",
                        names.stream()
                                .filter(values::containsKey)
                                .map(this::describe)
                                .toList(),
                "InvalidParameters",
                        names.stream().filter(name -> !values.containsKey(name)).toList());
    }

    private Tree byPath(Params params) {
        String path = params.required("Path");
        String folder = path.endsWith("/") ? path : path + "/";
        List<Tree> found = values.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .filter(name -> params.flag("Recursive") || name.indexOf('/', folder.length()) < 0)
                .map(this::describe)
                .toList();
        Page<Tree> page = Page.of(found, params.text("NextToken"), params.number("MaxResults", 10, 1, 10));
        return Tree.of("Parameters", page.items(), "NextToken", page.nextToken());
    }

    private Tree describe(String name) {
        return Tree.of(
                "Name",
                name,
                "Type",
                "String",
                "Value",
                values.get(name),
                "Version",
                1,
                "LastModifiedDate",
                region.now(),
                "ARN",
                "arn:aws:ssm:" + region.name() + "::parameter" + name,
                "DataType",
                "text");
    }
}
