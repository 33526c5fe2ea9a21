package io.flowlens.cli.look;

import io.flowlens.topics.Alert.Kind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The kinds of alerts as they stand in the topic and in tables: {@code broken-path}. */
final class KindWord implements ITypeConverter<Kind>, Iterable<String> {

    private final List<String> words =
            Arrays.stream(Kind.values()).map(Kind::text).toList();

    @Override
    public Kind convert(String text) {
        int index = words.indexOf(text);
        if (index < 0) {
            throw new TypeConversionException("'%s' is none of %s".formatted(text, String.join(", ", words)));
        }
        return Kind.values()[index];
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }
}
