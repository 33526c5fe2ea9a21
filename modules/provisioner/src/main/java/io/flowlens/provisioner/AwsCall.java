package io.flowlens.provisioner;

import io.flowlens.provisioner.ProvisioningException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** The one place where the SDK's failures, service's and client's, become {@link ProvisioningException}s. */
public final class AwsCall {

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidClientTokenId",
            "RequestExpired",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    /** What a region answers, too, that is not enabled for the account. */
    private static final Set<String> PERHAPS_REGION =
            Set.of("AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException");

    private static final Set<String> DENIED =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired");

    /** What a delete is answered when there is nothing to delete any more. */
    private static final Set<String> GONE = Set.of(
            "NoSuchEntity",
            "ResourceNotFoundException",
            "InvalidGroup.NotFound",
            "InvalidGroupId.NotFound",
            "InvalidInstanceID.NotFound",
            "InvalidNetworkAclEntry.NotFound",
            "InvalidFlowLogId.NotFound");

    /** Beyond the attempts of the SDK, which are over in a few seconds. */
    private static final int MORE_ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private AwsCall() {}

    /**
     * The answer of one call.
     *
     * @param action what the call does, to which resource: the end of "flowlens cannot ..."
     */
    public static <T> T of(String action, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (AwsServiceException e) {
                if (!e.isThrottlingException() || attempt > MORE_ATTEMPTS || !paused(attempt)) {
                    throw refused(action, e);
                }
            } catch (SdkException e) {
                throw unanswered(action, e);
            }
        }
    }

    /** Longer each time, and not at the same time as others who were throttled; false when interrupted. */
    private static boolean paused(int attempt) {
        long most = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deletes; what is gone already is no failure: an answer may have been lost, or somebody else was quicker. */
    public static void delete(String action, Supplier<?> call) {
        try {
            of(action, call::get);
        } catch (ProvisioningException e) {
            if (!GONE.contains(e.code())) {
                throw e;
            }
        }
    }

    /** The answer, or nothing when AWS answers with the error code that says so. */
    public static <T> Optional<T> unless(String errorCode, String action, Supplier<T> call) {
        try {
            return Optional.of(of(action, call));
        } catch (ProvisioningException e) {
            if (e.code().equals(errorCode)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Fails early, and with advice, when there are no credentials at all, or the role that would give them refuses. */
    static void credentials(Supplier<?> resolve) {
        try {
            resolve.get();
        } catch (AwsServiceException e) {
            throw refused("get credentials", e);
        } catch (SdkException e) {
            throw new ProvisioningException(
                    Reason.CREDENTIALS,
                    "",
                    "cannot find AWS credentials; run 'aws configure' or 'aws sso login', or name a profile that has them",
                    e);
        }
    }

    private static ProvisioningException refused(String action, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String said = withoutStop(
                details == null || details.errorMessage() == null ? e.getMessage() : details.errorMessage());
        if (BAD_CREDENTIALS.contains(code)) {
            return new ProvisioningException(
                    Reason.CREDENTIALS,
                    code,
                    "cannot %s: AWS does not accept the credentials (%s: %s); renew them, for example with 'aws sso login'%s"
                            .formatted(
                                    action,
                                    code,
                                    said,
                                    PERHAPS_REGION.contains(code) ? ", or enable the region for the account" : ""),
                    e);
        }
        if (said.contains("scoped to a valid region")) {
            return new ProvisioningException(
                    Reason.REFUSED,
                    code,
                    "cannot %s: the region is wrong (%s); name the right one with --region".formatted(action, said),
                    e);
        }
        if (DENIED.contains(code) && said.contains("service control policy")) {
            return new ProvisioningException(
                    Reason.DENIED,
                    code,
                    "cannot %s: the organization forbids it (%s: %s); no permission of this account helps, ask who keeps the"
                                    .formatted(action, code, said)
                            + " organization's policies",
                    e);
        }
        if (e.isThrottlingException()) {
            return new ProvisioningException(
                    Reason.REFUSED,
                    code,
                    "cannot %s: AWS answers too many calls at once and did not take this one in several attempts (%s: %s); run"
                                    .formatted(action, code, said)
                            + " it again later",
                    e);
        }
        if (DENIED.contains(code)) {
            return new ProvisioningException(
                    Reason.DENIED,
                    code,
                    "cannot %s: these credentials may not (%s: %s); use others or have the permission added"
                            .formatted(action, code, said),
                    e);
        }
        return new ProvisioningException(
                Reason.REFUSED, code, "cannot %s: AWS answered %s: %s".formatted(action, named(code, e), said), e);
    }

    /** AWS ends some messages with a full stop and some not; ours go on. */
    private static String withoutStop(String message) {
        return message == null ? "no reason given" : message.strip().replaceFirst("\\.$", "");
    }

    private static String named(String code, AwsServiceException e) {
        return code.isEmpty() ? "HTTP " + e.statusCode() : code;
    }

    private static ProvisioningException unanswered(String action, SdkException e) {
        if (e instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            return new ProvisioningException(Reason.TIMEOUT, "", "cannot %s: interrupted".formatted(action), e);
        }
        if (e instanceof ApiCallTimeoutException || networkFailure(e)) {
            return new ProvisioningException(
                    Reason.UNREACHABLE,
                    "",
                    "cannot %s: no answer from AWS (%s); check the network, the region and the endpoint"
                            .formatted(action, innermost(e)),
                    e);
        }
        return new ProvisioningException(Reason.REFUSED, "", "cannot %s: %s".formatted(action, e.getMessage()), e);
    }

    private static boolean networkFailure(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
