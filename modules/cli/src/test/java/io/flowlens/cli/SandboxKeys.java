package io.flowlens.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Credentials for commands that talk to the sandbox, which checks none: where the AWS SDK looks first. */
final class SandboxKeys implements BeforeAllCallback, AfterAllCallback {

    private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private final Map<String, String> before = new HashMap<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        for (String property : PROPERTIES) {
            before.put(property, System.setProperty(property, "sandbox"));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        before.forEach((property, value) -> {
            if (value == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }
}
