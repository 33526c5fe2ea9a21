package io.flowlens.sandbox.aws.sqs;

import io.flowlens.sandbox.aws.protocol.Action;
import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Params;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Calls that do one thing to up to ten messages, each of which succeeds or fails on its own. */
final class Batch {

    private static final int MAX_ENTRIES = 10;

    private Batch() {}

    static Tree answer(Params params, Action action) {
        List<Params> entries = params.structures("Entries");
        requireValid(entries);
        List<Tree> successful = new ArrayList<>();
        List<Tree> failed = new ArrayList<>();
        for (Params entry : entries) {
            Tree id = Tree.of("Id", entry.required("Id"));
            try {
                Tree result = action.answer(entry);
                id.putAll(result);
                successful.add(id);
            } catch (AwsException e) {
                failed.add(id.and("SenderFault", true, "Code", e.code(), "Message", e.getMessage()));
            }
        }
        return Tree.of("Successful", successful, "Failed", failed);
    }

    private static void requireValid(List<Params> entries) {
        if (entries.isEmpty()) {
            throw AwsException.badRequest("EmptyBatchRequest", "There should be at least one entry in the batch.");
        }
        if (entries.size() > MAX_ENTRIES) {
            throw AwsException.badRequest(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d."
                            .formatted(MAX_ENTRIES, entries.size()));
        }
        Set<String> ids = new HashSet<>();
        for (Params entry : entries) {
            if (!ids.add(entry.required("Id"))) {
                throw AwsException.badRequest(
                        "BatchEntryIdsNotDistinct", "Id " + entry.text("Id") + " repeated in the batch.");
            }
        }
    }
}
