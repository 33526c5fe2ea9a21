package io.flowlens.topics;

import io.flowlens.topics.Alert.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** The command that looks at the path of an alert again: at both ends, as of now, and at what else its fix would let in. */
final class DiagnoseCall {

    /** An id or an address: what a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:-]*");

    private DiagnoseCall() {}

    /** Empty where there is no fix, or no request to ask about: of an answer only its request can be asked. */
    static Optional<String> about(Alert alert) {
        Traffic traffic = alert.traffic();
        if (traffic == null || alert.diagnosis().fix() == null || alert.kind() == Kind.REPLY_BLOCKED) {
            return Optional.empty();
        }
        boolean outbound = "egress".equals(traffic.direction());
        String recorder = alert.place().interfaceId();
        String from = outbound ? recorder : name(traffic.source());
        String to = outbound ? name(traffic.destination()) : recorder;
        String port = traffic.port() == null ? "" : " --port " + traffic.port();
        return isPlain(from) && isPlain(to) && isPlain(traffic.protocol())
                ? Optional.of("flowlens diagnose --from %s --to %s --protocol %s%s"
                        .formatted(from, to, traffic.protocol(), port))
                : Optional.empty();
    }

    private static String name(End end) {
        return end.id() == null ? end.address() : end.id();
    }

    private static boolean isPlain(String text) {
        return text != null && PLAIN.matcher(text).matches();
    }
}
