package io.flowlens.cli.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.flowlog.FlowRecord;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Traffic;
import io.flowlens.network.verdict.BlastRadius;
import io.flowlens.network.verdict.Cause;
import io.flowlens.network.verdict.End;
import io.flowlens.network.verdict.NearestMiss;
import io.flowlens.network.verdict.Note;
import io.flowlens.network.verdict.Verdict;
import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Json;
import io.flowlens.topics.Protocols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An explanation as JSON; the parts it shares with the topics are written as there. */
final class ExplanationJson {

    private static final ObjectMapper MAPPER = Json.mapper();

    private ExplanationJson() {}

    static ObjectNode of(Explanation explanation) {
        FlowRecord flow = explanation.flow();
        Verdict verdict = explanation.verdict();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("line", explanation.line());
        json.put("interfaceId", flow.interfaceId());
        json.put("direction", lower(verdict.direction()));
        json.put("action", flow.action().name());
        json.set("causes", MAPPER.valueToTree(causes(verdict)));
        json.put("certainty", lower(verdict.certainty()));
        json.put("verdict", verdict.answer().name());
        json.set("source", MAPPER.valueToTree(end(verdict.source())));
        json.set("destination", MAPPER.valueToTree(end(verdict.destination())));
        json.put("protocol", Protocols.name(flow.protocol()));
        if (Traffic.hasPorts(flow.protocol())) {
            json.put("port", flow.destinationPort());
        }
        json.set(
                "notes",
                MAPPER.valueToTree(verdict.notes().stream().map(Note::text).toList()));
        verdict.fix().ifPresent(fix -> {
            ObjectNode fixJson = MAPPER.valueToTree(Diagnosis.Fix.of(fix));
            explanation.alsoAdmits().ifPresent(radius -> fixJson.set("alsoAdmits", alsoAdmits(radius)));
            json.set("fix", fixJson);
        });
        return json;
    }

    private static ObjectNode alsoAdmits(BlastRadius radius) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("flows", radius.admitted());
        json.put("possibly", radius.possible());
        json.put("of", radius.asked());
        ArrayNode kinds = json.putArray("kinds");
        radius.named().forEach((kind, flows) -> {
            ObjectNode each = kinds.addObject();
            each.put("interfaceId", kind.interfaceId());
            each.put("source", String.valueOf(kind.source()));
            each.put("destination", String.valueOf(kind.destination()));
            each.put("protocol", Protocols.name(kind.protocol()));
            if (kind.port() >= 0) {
                each.put("port", kind.port());
            }
            each.put("flows", flows);
        });
        return json;
    }

    private static List<Diagnosis.Cause> causes(Verdict verdict) {
        return verdict.causes().stream().map(ExplanationJson::cause).toList();
    }

    private static Diagnosis.Cause cause(Cause cause) {
        List<Cause.Component> components = cause.components().stream()
                .sorted(Comparator.comparing(Cause.Component::id))
                .toList();
        return new Diagnosis.Cause(
                cause.code().name(),
                components.stream().map(Cause.Component::id).toList(),
                components.stream().map(Cause.Component::name).toList(),
                cause.aclEntry().isPresent() ? cause.aclEntry().getAsInt() : null,
                cause.nearestMiss().map(ExplanationJson::nearestMiss).orElse(null),
                cause.text());
    }

    private static Diagnosis.NearestMiss nearestMiss(NearestMiss miss) {
        return new Diagnosis.NearestMiss(
                miss.rule().id(),
                miss.text(),
                miss.failed().stream().map(ExplanationJson::lower).toList());
    }

    private static io.flowlens.topics.End end(End end) {
        return new io.flowlens.topics.End(
                lower(end.kind()),
                end.id(),
                end.name(),
                end.address().map(IpAddress::toString).orElse(null),
                end.group());
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
