package io.flowlens.sandbox.aws;

/** Trust policies as people write them. */
final class Trust {

    private Trust() {}

    static String of(String service) {
        return """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}""".formatted(service);
    }
}
