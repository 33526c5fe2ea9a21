package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A command sent to some instances. */
record Command(String id, List<String> lines, String comment, Instant requested, List<Invocation> invocations) {

    private static final int TIMEOUT_SECONDS = 3600;

    Tree describe() {
        long done = invocations.stream().filter(each -> each.status().isDone()).count();
        long failed = invocations.stream()
                .filter(each -> each.status() == Invocation.Status.Failed)
                .count();
        String status = status(done, failed).name();
        return Tree.of(
                "CommandId", id,
                "DocumentName", Commands.DOCUMENT,
                "Comment", comment,
                "Parameters", Tree.of("commands", lines),
                "InstanceIds", invocations.stream().map(Invocation::instanceId).toList(),
                "Targets", List.of(),
                "RequestedDateTime", requested,
                "ExpiresAfter", requested.plus(Duration.ofSeconds(TIMEOUT_SECONDS)),
                "TimeoutSeconds", TIMEOUT_SECONDS,
                "Status", status,
                "StatusDetails", status,
                "TargetCount", invocations.size(),
                "CompletedCount", done,
                "ErrorCount", failed,
                "DeliveryTimedOutCount", 0);
    }

    private Invocation.Status status(long done, long failed) {
        if (done == invocations.size()) {
            return failed > 0 ? Invocation.Status.Failed : Invocation.Status.Success;
        }
        boolean waiting = invocations.stream().allMatch(each -> each.status() == Invocation.Status.Pending);
        return waiting ? Invocation.Status.Pending : Invocation.Status.InProgress;
    }
}
