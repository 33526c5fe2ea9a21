package io.flowlens.cli.diagnose;

import io.flowlens.flowlog.IpAddress;
import io.flowlens.network.Instance;
import io.flowlens.network.Network;
import io.flowlens.network.NetworkInterface;
import io.flowlens.network.Resource;
import java.util.List;
import java.util.Optional;

/**
 * One end of the path in question.
 *
 * @param label as it was asked for, with what the inventory knows of it
 * @param address to which and from which packets go
 * @param networkInterface empty for what is outside of the network
 */
record PathEnd(String label, IpAddress address, Optional<NetworkInterface> networkInterface) {

    /**
     * Finds an end by instance id, interface id, name, or address.
     *
     * @throws UnknownEndException when nothing, or more than one thing, answers to it
     */
    static PathEnd find(String text, Network network) {
        List<NetworkInterface> found = network.all(NetworkInterface.class).stream()
                .filter(candidate -> answers(candidate, text, network))
                .toList();
        if (found.size() == 1) {
            return of(found.get(0), network);
        }
        if (found.size() > 1) {
            throw new UnknownEndException("'%s' is more than one machine: %s; name one by its id"
                    .formatted(
                            text,
                            found.stream().map(each -> label(each, network)).toList()));
        }
        return outside(text);
    }

    private static PathEnd outside(String text) {
        try {
            return new PathEnd(text, IpAddress.parse(text), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new UnknownEndException(
                    "nothing in the inventory answers to '%s', and it is no address; does 'flowlens inventory' run?"
                            .formatted(text));
        }
    }

    private static boolean answers(NetworkInterface candidate, String text, Network network) {
        String instanceId = candidate.attachment().instanceId();
        return candidate.id().equals(text)
                || instanceId.equals(text)
                || candidate.name().equals(text)
                || name(instanceId, network).equals(text)
                || candidate.addresses().all().stream()
                        .anyMatch(address -> address.toString().equals(text));
    }

    private static PathEnd of(NetworkInterface found, Network network) {
        return new PathEnd(label(found, network), found.addresses().inside().get(0), Optional.of(found));
    }

    private static String label(NetworkInterface found, Network network) {
        String instanceId = found.attachment().instanceId();
        String name = name(instanceId, network);
        return (name.isEmpty() ? "" : name + ", ") + (instanceId.isEmpty() ? found.id() : instanceId);
    }

    private static String name(String instanceId, Network network) {
        return network.find(Instance.class, instanceId).map(Resource::name).orElse("");
    }
}
