package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import io.flowlens.sandbox.aws.protocol.XmlText;
import java.util.Map;

/**
 * What S3 answers.
 *
 * @param headers besides those that every answer has
 * @param body empty in answers without one
 */
public record S3Response(int status, Map<String, String> headers, byte[] body) {

    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final byte[] NOTHING = {};
    private static final Map<String, String> XML = Map.of("Content-Type", "application/xml");

    static S3Response of(int status, Map<String, String> headers) {
        return new S3Response(status, headers, NOTHING);
    }

    static S3Response ok() {
        return of(200, Map.of());
    }

    static S3Response noContent() {
        return of(204, Map.of());
    }

    /** A document; a list in it is an element of its name for each entry. */
    static S3Response xml(String root, Tree members) {
        byte[] text = XmlText.flat()
                .open(root, NAMESPACE)
                .members(members)
                .close(root)
                .bytes();
        return new S3Response(200, XML, text);
    }

    /** A document of a single text. */
    static S3Response text(String root, String text) {
        byte[] document =
                XmlText.flat().open(root, NAMESPACE).text(text).close(root).bytes();
        return new S3Response(200, XML, document);
    }

    /** An error as S3 words it. */
    public static S3Response error(AwsException error, String resource, String requestId) {
        Tree detail = Tree.of(
                "Code", error.code(), "Message", error.getMessage(), "Resource", resource, "RequestId", requestId);
        return new S3Response(
                error.status(), XML, XmlText.flat().element("Error", detail).bytes());
    }
}
