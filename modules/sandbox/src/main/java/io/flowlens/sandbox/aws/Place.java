package io.flowlens.sandbox.aws;

/** A region of an account. */
public record Place(String accountId, String region) {

    public Place {
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("'" + region + "' is not the name of an AWS region such as us-east-1.");
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("Account id '" + accountId + "' is not twelve digits.");
        }
    }
}
