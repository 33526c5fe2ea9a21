package io.flowlens.topics;

/**
 * Text from a log or a tag, fit for a screen or a message.
 *
 * <p>Whoever may tag an instance may not paint our screen: control characters, escape sequences among them, become
 * {@code ?}.
 */
public final class SafeText {

    private SafeText() {}

    public static String of(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> safe.appendCodePoint(isPlain(point) ? point : '?'));
        return safe.toString();
    }

    private static boolean isPlain(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
