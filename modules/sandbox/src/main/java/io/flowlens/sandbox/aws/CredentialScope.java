package io.flowlens.sandbox.aws;

import com.sun.net.httpserver.Headers;
import io.flowlens.sandbox.aws.protocol.AwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For whom, where and for which service a request was signed, from the SigV4 header
 * {@code Credential=KEY/DATE/REGION/SERVICE/aws4_request}. The signature itself is not checked.
 */
record CredentialScope(String accessKeyId, String region, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([\\w-]+)/(\\d{8})/([\\w-]+)/([\\w-]+)/aws4_request");

    static CredentialScope of(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            throw new AwsException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Matcher credential = CREDENTIAL.matcher(authorization);
        if (!credential.find()) {
            throw new AwsException(
                    400, "IncompleteSignature", "The Authorization header has no AWS4-HMAC-SHA256 credential scope.");
        }
        return new CredentialScope(credential.group(1), credential.group(3), credential.group(4));
    }
}
