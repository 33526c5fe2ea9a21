package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.ec2.Ec2;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code curl} of the instance metadata service, version 2: a token by PUT first, then values by GET. */
record MetadataCommand(Ec2.Host host, String token) {

    private static final String ORIGIN = "http://169.254.169.254";
    private static final String METADATA = ORIGIN + "/latest/meta-data/";
    private static final String UNAUTHORIZED = "401 - Unauthorized";

    Outcome run(List<String> arguments) {
        String url = arguments.stream()
                .filter(word -> word.startsWith("http://"))
                .findFirst()
                .orElse("");
        if (!url.startsWith(ORIGIN + "/")) {
            return Outcome.failed(6, "curl: (6) Could not resolve host: this shell reaches " + ORIGIN + " only");
        }
        if (url.equals(ORIGIN + "/latest/api/token")) {
            boolean put = arguments.contains("PUT") || arguments.contains("-XPUT");
            return new Outcome(
                    put && hasHeader(arguments, "x-aws-ec2-metadata-token-ttl-seconds:") ? token : "405 - Not Allowed",
                    "",
                    0);
        }
        if (!hasHeader(arguments, "x-aws-ec2-metadata-token: " + token)) {
            return new Outcome(UNAUTHORIZED, "", 0);
        }
        String path = url.substring(Math.min(url.length(), METADATA.length()));
        return new Outcome(values().getOrDefault(path.replaceFirst("/$", ""), "404 - Not Found"), "", 0);
    }

    private static boolean hasHeader(List<String> arguments, String start) {
        return arguments.stream().anyMatch(word -> word.toLowerCase(Locale.ROOT).startsWith(start));
    }

    private Map<String, String> values() {
        String interfacePath = "network/interfaces/macs/" + host.mac();
        return Map.of(
                "instance-id",
                host.instanceId(),
                "mac",
                host.mac(),
                "local-ipv4",
                host.privateAddress(),
                "local-hostname",
                host.privateDnsName(),
                "hostname",
                host.privateDnsName(),
                "network/interfaces/macs",
                host.mac() + "/",
                interfacePath + "/interface-id",
                host.interfaceId(),
                interfacePath + "/local-ipv4s",
                host.privateAddress());
    }
}
