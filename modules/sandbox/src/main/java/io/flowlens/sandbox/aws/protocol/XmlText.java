package io.flowlens.sandbox.aws.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** XML text under construction; entries of a list are elements of one given name, or stand for themselves. */
public final class XmlText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String entry;

    XmlText(String entry) {
        this.entry = entry;
    }

    /** A list in it is not an element but repeats one, under the list's name, for each entry. */
    public static XmlText flat() {
        return new XmlText(null);
    }

    public XmlText open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    public XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    public XmlText members(Map<?, ?> members) {
        members.forEach((name, value) -> element(name.toString(), value));
        return this;
    }

    public XmlText element(String name, Object value) {
        if (entry == null && value instanceof List<?> list) {
            list.forEach(each -> element(name, each));
            return this;
        }
        text.append('<').append(name).append('>');
        if (value instanceof Map<?, ?> members) {
            members(members);
        } else if (value instanceof List<?> list) {
            list.forEach(each -> element(entry, each));
        } else if (value instanceof Instant time) {
            text.append(TIME.format(time));
        } else {
            text(value.toString());
        }
        return close(name);
    }

    public XmlText text(String value) {
        escape(value);
        return this;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\r' -> text.append("&#13;");
                default -> text.append(c >= ' ' || c == '\n' || c == '\t' ? c : '?');
            }
        }
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
