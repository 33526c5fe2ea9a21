package io.flowlens.cli.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.network.verdict.Effect;
import io.flowlens.topics.Json;
import io.flowlens.whatif.Answer;

/** An answer as one JSON document, with every path there is. */
final class AnswerJson {

    private AnswerJson() {}

    static JsonNode of(Answer answer) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("lines", answer.lines());
        ObjectNode flows = json.putObject("flows");
        for (Effect effect : Effect.values()) {
            flows.put(AnswerWords.word(effect), answer.flows(effect));
        }
        for (Effect effect : AnswerWords.CHANGES) {
            JsonNode paths = Json.mapper().valueToTree(answer.affected(effect));
            paths.forEach(path -> ((ObjectNode) path).remove("effect"));
            json.set(AnswerWords.word(effect), paths);
        }
        ObjectNode more = json.putObject("flowsOnOtherPaths");
        AnswerWords.CHANGES.forEach(effect -> more.put(AnswerWords.word(effect), answer.more(effect)));
        json.set("left", Json.mapper().valueToTree(answer.left()));
        json.set("notes", Json.mapper().valueToTree(answer.notes()));
        return json;
    }
}
