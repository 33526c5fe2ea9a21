package io.flowlens.cli.look;

import io.flowlens.flowlog.Cidr;
import io.flowlens.flowlog.IpAddress;
import io.flowlens.topics.End;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Recognises one end of a flow by what a person would type: a name ({@code web}, {@code web-*}), of its group too, the id of an instance or
 * interface, an address, a block of addresses, or what it is ({@code internet}, {@code private}).
 */
final class EndPattern implements Predicate<End> {

    private final Predicate<End> test;

    private EndPattern(Predicate<End> test) {
        this.test = test;
    }

    /** @throws IllegalArgumentException for what looks like a block of addresses and is none */
    static EndPattern parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "an end cannot be empty: give a name, an id, an address or a CIDR block");
        }
        if (text.matches("[0-9a-fA-F.:]+/[0-9]+")) {
            return at(Cidr.parse(text));
        }
        if (text.matches("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*")) {
            IpAddress address = IpAddress.parse(text);
            return at(new Cidr(address, address.isV4() ? 32 : 128));
        }
        return called(text);
    }

    @Override
    public boolean test(End end) {
        return test.test(end);
    }

    private static EndPattern at(Cidr block) {
        return new EndPattern(end -> end.address() != null && block.contains(IpAddress.parse(end.address())));
    }

    private static EndPattern called(String text) {
        Pattern name = Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
        return new EndPattern(end -> text.equals(end.kind())
                || matches(name, end.id())
                || matches(name, end.name())
                || matches(name, end.group()));
    }

    private static boolean matches(Pattern pattern, String text) {
        return text != null && pattern.matcher(text).matches();
    }
}
