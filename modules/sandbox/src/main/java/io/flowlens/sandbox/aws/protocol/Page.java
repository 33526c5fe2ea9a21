package io.flowlens.sandbox.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Part of a listing and the token for the rest (null on the last page). A token is an offset: listings keep their order. */
public record Page<T>(List<T> items, String nextToken) {

    public static <T> Page<T> of(List<T> all, String token, int size) {
        int from = token == null || token.isEmpty() ? 0 : offset(token);
        int to = Math.min(all.size(), from + size);
        return new Page<>(
                from < to ? List.copyOf(all.subList(from, to)) : List.of(), to < all.size() ? token(to) : null);
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder().encodeToString(("page:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Math.max(0, Integer.parseInt(text.replaceFirst("^page:", "")));
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("InvalidNextToken", "The token '" + token + "' is not one of this listing.");
        }
    }
}
