package io.flowlens.sandbox.aws;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a real account does to its users, to be switched on by name. */
public enum Chaos {
    /** Other services learn of roles and instance profiles later. */
    IAM_PROPAGATION {
        @Override
        void begin(Faults faults) {
            faults.delayRoles(Duration.ofSeconds(20));
        }
    },
    /** Systems Manager learns of instances later. */
    SSM_LATE {
        @Override
        void begin(Faults faults) {
            faults.delayRegistration(Duration.ofMinutes(4));
        }
    },
    /** What was made is not found for a while, and not listed. */
    EVENTUAL_CONSISTENCY {
        @Override
        void begin(Faults faults) {
            faults.hideWhatIsNew(Duration.ofSeconds(20));
        }
    },
    /** A group counts as used for a while after the last instance in it has gone; a role, as in a profile. */
    DEPENDENCY_VIOLATION {
        @Override
        void begin(Faults faults) {
            faults.refuse(
                    "ec2:DeleteSecurityGroup",
                    Refusal.always(400, "DependencyViolation", "resource has a dependent object")
                            .only(4));
            faults.refuse(
                    "iam:DeleteRole",
                    Refusal.always(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.")
                            .only(4));
        }
    },
    /** Three calls in ten come too soon after the last. */
    THROTTLING {
        @Override
        void begin(Faults faults) {
            faults.throttle("*", 0.3);
        }
    },
    /** The session ends in the middle of the work. */
    EXPIRED_CREDENTIALS {
        @Override
        void begin(Faults faults) {
            faults.refuse(
                    "*",
                    Refusal.always(403, "ExpiredToken", "The security token included in the request is expired")
                            .after(25));
        }
    },
    /** The organization does not allow machines and streams. */
    DENIED_BY_ORGANIZATION {
        @Override
        void begin(Faults faults) {
            faults.refuse("ec2:RunInstances", denied(403, "UnauthorizedOperation", "ec2:RunInstances"));
            faults.refuse("kinesis:CreateStream", denied(400, "AccessDeniedException", "kinesis:CreateStream"));
        }
    };

    /** Begins it, in place of what befell the same operations before; {@link Faults#clear()} ends all. */
    abstract void begin(Faults faults);

    static Refusal denied(int status, String code, String action) {
        return Refusal.always(
                status,
                code,
                ("User: arn:aws:iam::123456789012:user/somebody is not authorized to perform: %s on resource: *"
                                + " with an explicit deny in a service control policy")
                        .formatted(action));
    }

    /** By its name in lower case with hyphens. */
    public static Chaos named(String word) {
        return Arrays.stream(values())
                .filter(chaos -> chaos.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No chaos is called '%s'; there is %s.".formatted(word, words())));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of them, comma separated. */
    public static String words() {
        return Arrays.stream(values()).map(Chaos::word).collect(Collectors.joining(", "));
    }
}
