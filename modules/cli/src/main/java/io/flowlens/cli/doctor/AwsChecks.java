package io.flowlens.cli.doctor;

import io.flowlens.cli.account.PolicyOptions;
import io.flowlens.cli.account.PolicyPart;
import io.flowlens.provisioner.AwsCall;
import io.flowlens.provisioner.AwsClients;
import io.flowlens.provisioner.ProvisioningException;
import io.flowlens.provisioner.ProvisioningException.Reason;
import io.flowlens.provisioner.iam.PermissionCheck;
import io.flowlens.provisioner.iam.PermissionCheck.Outcome;
import io.flowlens.provisioner.iam.PermissionCheck.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;

/** Identity, region, clock and permissions. Who calls is asked once; whoever needs it waits for that. */
final class AwsChecks {

    private static final String NOT_ASKED = "not checked, since the identity is not known";
    private static final Duration OF_A_DATE_HEADER = Duration.ofSeconds(1);

    private final AwsClients clients;
    private final String region;
    private final PolicyOptions policies;
    /** The ARN of who calls; nothing when that could not be found out. */
    private final CompletableFuture<Optional<String>> caller = new CompletableFuture<>();

    AwsChecks(AwsClients clients, String region, PolicyOptions policies) {
        this.clients = clients;
        this.region = region;
        this.policies = policies;
    }

    /** The check that the others wait for. */
    Finding identity() {
        try {
            String account = clients.identity().account();
            String arn = AwsCall.of(
                    "ask AWS whose credentials these are",
                    () -> clients.sts().getCallerIdentity().arn());
            caller.complete(Optional.of(arn));
            return Finding.ok("aws identity", "%s in account %s".formatted(arn, account));
        } catch (ProvisioningException e) {
            return Finding.failed("aws identity", e.getMessage(), advice(e.reason()));
        } finally {
            caller.complete(Optional.empty());
        }
    }

    private static String advice(Reason reason) {
        return switch (reason) {
            case CREDENTIALS -> "check AWS_PROFILE or --profile; 'aws sts get-caller-identity' asks the same";
            case UNREACHABLE -> "check the network and --endpoint-url; 'flowlens sandbox' is an AWS on this machine";
            default -> "'aws sts get-caller-identity' asks the same";
        };
    }

    Finding region() {
        Set<String> known = Region.regions().stream().map(Region::id).collect(Collectors.toUnmodifiableSet());
        return known.contains(region)
                ? Finding.ok("aws region", region)
                : Finding.warning(
                        "aws region",
                        "%s is no region that this version knows".formatted(region),
                        "check --region, AWS_REGION and the profile");
    }

    /** By the header that every answer has, one of refusal too. */
    Finding clock() {
        Instant before = Instant.now();
        SdkHttpResponse answer;
        try {
            answer = clients.sts().getCallerIdentity().sdkHttpResponse();
        } catch (AwsServiceException e) {
            answer = e.awsErrorDetails() == null ? null : e.awsErrorDetails().sdkHttpResponse();
        } catch (SdkException e) {
            answer = null;
        }
        Instant after = Instant.now();
        return Optional.ofNullable(answer)
                .flatMap(response -> response.firstMatchingHeader("Date"))
                .flatMap(AwsChecks::time)
                .map(theirs -> Clock.compare("aws clock", "AWS", before, theirs, after, OF_A_DATE_HEADER))
                .orElseGet(() -> Finding.warning("aws clock", "not checked, since AWS does not answer", ""));
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** @param required whether it is a failure that something is missing */
    Finding permissions(PolicyPart part, boolean required) {
        String check = "permissions " + part.word();
        Optional<String> arn = caller.join();
        if (arn.isEmpty()) {
            return Finding.warning(check, NOT_ASKED, "");
        }
        try {
            Outcome outcome = new PermissionCheck(clients).of(arn.get(), policies.of(part, clients.identity()));
            return finding(check, part, required, outcome);
        } catch (ProvisioningException e) {
            return Finding.failed(check, e.getMessage(), advice(e.reason()));
        }
    }

    private static Finding finding(String check, PolicyPart part, boolean required, Outcome outcome) {
        String how = outcome.way() == Way.SIMULATED
                ? "asked IAM's policy simulator"
                : "tried calls that change nothing" + untried(outcome);
        if (outcome.missing().isEmpty()) {
            String tried = outcome.unknown().isEmpty() ? "" : " of what could be tried";
            return Finding.ok(check, "nothing%s is missing (%s)".formatted(tried, how));
        }
        String missing = outcome.missing().entrySet().stream()
                .map(action -> action.getKey()
                        + (action.getValue().equals("not allowed") ? "" : " (" + action.getValue() + ")"))
                .collect(Collectors.joining(", "));
        String detail = "missing: %s (%s)".formatted(missing, how);
        String advice = "'flowlens policy %s' prints what it needs".formatted(part.word());
        return required ? Finding.failed(check, detail, advice) : Finding.warning(check, detail, advice);
    }

    private static String untried(Outcome outcome) {
        return outcome.unknown().isEmpty()
                ? ""
                : "; not to be tried without doing it: " + String.join(", ", outcome.unknown());
    }
}
