package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.aws.protocol.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A command on one instance. Guarded by the service's lock. */
final class Invocation {

    private static final int MAX_OUTPUT = 24_000;
    private static final int NO_EXIT_CODE = -1;

    private final String commandId;
    private final String instanceId;
    private final String comment;
    private final Instant requested;
    private Status status = Status.Pending;
    private Instant started;
    private Instant ended;
    private Outcome outcome = new Outcome("", "", NO_EXIT_CODE);

    /** Where it stands, in AWS's words. */
    enum Status {
        Pending,
        InProgress,
        Success,
        Failed;

        boolean isDone() {
            return this == Success || this == Failed;
        }
    }

    Invocation(String commandId, String instanceId, String comment, Instant requested) {
        this.commandId = commandId;
        this.instanceId = instanceId;
        this.comment = comment;
        this.requested = requested;
    }

    String instanceId() {
        return instanceId;
    }

    Status status() {
        return status;
    }

    void start(Instant now) {
        status = Status.InProgress;
        started = now;
    }

    void end(Outcome result, Instant now) {
        boolean success = result.exitCode() == 0;
        String verdict = success ? "" : "failed to run commands: exit status " + result.exitCode();
        outcome = new Outcome(result.stdout(), result.stderr() + verdict, result.exitCode());
        status = success ? Status.Success : Status.Failed;
        ended = now;
    }

    Tree describe() {
        return Tree.of(
                "CommandId",
                commandId,
                "InstanceId",
                instanceId,
                "Comment",
                comment,
                "DocumentName",
                Commands.DOCUMENT,
                "PluginName",
                "aws:runShellScript",
                "ResponseCode",
                outcome.exitCode(),
                "ExecutionStartDateTime",
                text(started),
                "ExecutionElapsedTime",
                ended == null ? "" : Duration.between(started, ended).toString(),
                "ExecutionEndDateTime",
                text(ended),
                "Status",
                status.name(),
                "StatusDetails",
                status.name(),
                "StandardOutputContent",
                cut(outcome.stdout()),
                "StandardOutputUrl",
                "",
                "StandardErrorContent",
                cut(outcome.stderr()),
                "StandardErrorUrl",
                "");
    }

    /** As ListCommandInvocations does; with details it tells the output too. */
    Tree list(boolean details) {
        Tree plugin = Tree.of(
                "Name", "aws:runShellScript",
                "Status", status.name(),
                "StatusDetails", status.name(),
                "ResponseCode", outcome.exitCode(),
                "ResponseStartDateTime", started,
                "ResponseFinishDateTime", ended,
                "Output", cut(outcome.stdout() + outcome.stderr()));
        return Tree.of(
                "CommandId",
                commandId,
                "InstanceId",
                instanceId,
                "Comment",
                comment,
                "DocumentName",
                Commands.DOCUMENT,
                "RequestedDateTime",
                requested,
                "Status",
                status.name(),
                "StatusDetails",
                status.name(),
                "CommandPlugins",
                details ? List.of(plugin) : List.of());
    }

    private static String text(Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String cut(String output) {
        return output.length() <= MAX_OUTPUT ? output : output.substring(0, MAX_OUTPUT);
    }
}
