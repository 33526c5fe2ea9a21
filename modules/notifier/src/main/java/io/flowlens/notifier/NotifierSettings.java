package io.flowlens.notifier;

import io.flowlens.notifier.channel.ChannelSpec;
import io.flowlens.notifier.channel.Surroundings;
import java.util.List;

/**
 * Who is told, and how. All notifiers of one topic prefix share the work, so they must have the same channels.
 *
 * @param retry the same for every channel
 */
public record NotifierSettings(List<ChannelSpec> channels, Surroundings surroundings, RetryPolicy retry) {

    public NotifierSettings {
        channels = List.copyOf(channels);
    }

    public static NotifierSettings of(List<ChannelSpec> channels, Surroundings surroundings) {
        return new NotifierSettings(channels, surroundings, RetryPolicy.USUAL);
    }
}
