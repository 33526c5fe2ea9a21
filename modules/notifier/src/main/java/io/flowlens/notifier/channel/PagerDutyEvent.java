package io.flowlens.notifier.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** PagerDuty's JSON. */
record PagerDutyEvent(
        @JsonProperty("routing_key") String routingKey,
        @JsonProperty("event_action") String eventAction,
        @JsonProperty("dedup_key") String dedupKey,
        Payload payload,
        String client,
        @JsonProperty("client_url") String clientUrl,
        List<Link> links) {

    record Payload(
            String summary,
            String source,
            String severity,
            String timestamp,
            String component,
            String group,
            @JsonProperty("class") String kind,
            @JsonProperty("custom_details") Map<String, String> customDetails) {}

    record Link(String href, String text) {}

    /** Without the key: it is a secret. */
    @Override
    public String toString() {
        return "PagerDutyEvent[" + eventAction + " " + dedupKey + "]";
    }
}
