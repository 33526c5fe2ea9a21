package io.flowlens.sandbox.aws.protocol;

/** What a service does when one of its operations is called. */
@FunctionalInterface
public interface Action {

    /** The result's members; throws {@link AwsException} for errors that the caller is to see. */
    Tree answer(Params params);
}
