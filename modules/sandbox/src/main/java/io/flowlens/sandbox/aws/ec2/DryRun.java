package io.flowlens.sandbox.aws.ec2;

import io.flowlens.sandbox.aws.protocol.Action;
import io.flowlens.sandbox.aws.protocol.AwsException;

/** Stops an operation that is only to be tried. */
final class DryRun {

    private DryRun() {}

    /** An action that, asked for a dry run, says that it would have been allowed. */
    static Action of(Action action) {
        return params -> {
            if (params.flag("DryRun")) {
                throw new AwsException(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
            }
            return action.answer(params);
        };
    }
}
