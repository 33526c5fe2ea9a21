package io.flowlens.network;

import static java.util.Objects.requireNonNull;

/**
 * What an interface is for.
 *
 * @param interfaceType AWS's word, such as {@code interface} or {@code nat_gateway}
 * @param instanceId the machine it is attached to, empty when there is none or it belongs to AWS
 * @param description AWS's text, which names the service behind a requester-managed interface
 */
public record Attachment(String interfaceType, String instanceId, String description) {

    public Attachment {
        requireNonNull(interfaceType, "interfaceType");
        requireNonNull(instanceId, "instanceId");
        requireNonNull(description, "description");
    }

    public static Attachment to(String instanceId) {
        return new Attachment("interface", instanceId, "");
    }
}
