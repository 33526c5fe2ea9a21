package io.flowlens.notifier.channel;

import io.flowlens.topics.SafeText;
import java.util.List;

/**
 * Slack's JSON, within its limits.
 *
 * @param text the whole in a line
 */
record SlackMessage(String text, List<Block> blocks) {

    private static final int HEADER_MOST = 150;
    private static final int SECTION_MOST = 3_000;
    private static final int QUOTE_MOST = 2_900;

    record Block(String type, Text text, List<Text> elements) {}

    record Text(String type, String text) {}

    static Block header(String text) {
        return new Block("header", new Text("plain_text", cut(escape(text), HEADER_MOST)), null);
    }

    /** @param markup escaped already */
    static Block section(String markup) {
        return new Block("section", new Text("mrkdwn", cut(markup, SECTION_MOST)), null);
    }

    /** Text to copy. */
    static Block quote(String label, String text) {
        return section("*" + label + "*\n```" + cut(escape(text), QUOTE_MOST) + "```");
    }

    static String line(String label, String text) {
        return "*" + label + "* " + escape(text) + "\n";
    }

    /** @param markup escaped already */
    static Block context(String markup) {
        return new Block("context", null, List.of(new Text("mrkdwn", markup)));
    }

    /** {@code <!channel>} in a Name tag must not wake everybody, nor a backtick end what is quoted. */
    static String escape(String text) {
        return SafeText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace('`', '\'');
    }

    /** Leaves no half of a character or of an escape at the end. */
    private static String cut(String escaped, int most) {
        if (escaped.length() <= most) {
            return escaped;
        }
        int end = most - 3;
        if (Character.isHighSurrogate(escaped.charAt(end - 1))) {
            end--;
        }
        return escaped.substring(0, end).replaceFirst("&[a-z]{0,3}$", "") + "...";
    }
}
