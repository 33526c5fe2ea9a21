package io.flowlens.notifier.channel;

import io.flowlens.topics.Alert.Severity;

/** Whoever sits in front. */
public record TerminalSpec(String name, Severity minSeverity) implements ChannelSpec {

    public TerminalSpec {
        name = Checked.name(name);
        minSeverity = Checked.minSeverity(minSeverity);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.TERMINAL;
    }

    @Override
    public String target() {
        return "standard output";
    }

    @Override
    public Channel open(Surroundings surroundings) {
        return notification -> {
            surroundings.terminal().accept(notification.alert());
            return Receipt.ACCEPTED;
        };
    }
}
