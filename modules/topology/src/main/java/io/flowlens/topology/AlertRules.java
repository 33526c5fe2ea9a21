package io.flowlens.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.flowlens.flowlog.Cidr;
import io.flowlens.topics.Alert.Kind;
import io.flowlens.topics.Alert.Severity;
import io.flowlens.topics.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is to be told of what: severities by kind, and exceptions by address or tag.
 *
 * <pre>
 * {"kinds": {"egress-blocked": {"severity": "critical", "fireAfterFlows": 3}},
 *  "exceptions": [
 *    {"reason": "our own scanner", "cidr": "198.51.100.0/24", "kinds": ["port-scan"]},
 *    {"reason": "test machines may break", "tag": "env=test", "severity": "info"}]}
 * </pre>
 *
 * @param kinds what differs from the usual; may be empty
 * @param exceptions the first that fits decides; one without a severity opens no alert
 */
public record AlertRules(Map<Kind, KindRule> kinds, List<Exemption> exceptions) {

    public static final AlertRules USUAL = new AlertRules(Map.of(), List.of());

    public AlertRules {
        kinds = kinds == null ? Map.of() : Map.copyOf(kinds);
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /**
     * @param severity null for the usual one
     * @param fireAfterFlows an alert is pending until so many of its flows were rejected; null for the first
     */
    public record KindRule(Severity severity, Integer fireAfterFlows) {

        public KindRule {
            if (fireAfterFlows != null && fireAfterFlows < 1) {
                throw new IllegalArgumentException("fireAfterFlows must be at least 1, not " + fireAfterFlows);
            }
        }
    }

    /**
     * @param reason for whoever reads the file
     * @param cidr fits when either end's address is in it; or null
     * @param tag {@code key=value}, fits when either end's instance carries it; or null
     * @param kinds null or empty for all
     * @param severity null opens no alert at all
     */
    public record Exemption(String reason, String cidr, String tag, Set<Kind> kinds, Severity severity) {

        public Exemption {
            if ((cidr == null) == (tag == null)) {
                throw new IllegalArgumentException("an exception names either a cidr or a tag");
            }
            if (cidr != null) {
                Cidr.parse(cidr);
            }
            if (tag != null && tag.indexOf('=') < 1) {
                throw new IllegalArgumentException("tag '%s' must be key=value".formatted(tag));
            }
            kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
        }

        boolean concerns(Kind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }
    }

    /** @throws IllegalArgumentException when the file cannot be read or says something that makes no sense */
    public static AlertRules read(Path file) {
        try {
            return Json.mapper()
                    .readerFor(AlertRules.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                    .readValue(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "rules file %s, line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr(),
                                    problem(e)),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the rules file: " + e, e);
        }
    }

    /** What one of the records above says of itself, or else what Jackson says. */
    private static String problem(JsonProcessingException e) {
        return e instanceof ValueInstantiationException && e.getCause() != null
                ? e.getCause().getMessage()
                : e.getOriginalMessage();
    }

    int fireAfterFlows(Kind kind) {
        KindRule rule = kinds.get(kind);
        return rule == null || rule.fireAfterFlows() == null ? 1 : rule.fireAfterFlows();
    }

    Severity severity(Kind kind) {
        KindRule rule = kinds.get(kind);
        return rule == null || rule.severity() == null ? kind.usualSeverity() : rule.severity();
    }
}
