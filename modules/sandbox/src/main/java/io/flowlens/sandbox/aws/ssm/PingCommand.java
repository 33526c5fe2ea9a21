package io.flowlens.sandbox.aws.ssm;

import io.flowlens.sandbox.network.Address;
import io.flowlens.sandbox.network.PingRequest;
import io.flowlens.sandbox.network.PingResult;
import io.flowlens.sandbox.network.VpcNetwork;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ping -c N [-i S] [-W S] ADDRESS}, options in any order. It must have a count: nobody could stop it. */
record PingCommand(VpcNetwork network, String interfaceId) {

    private static final int USAGE = 2;
    private static final int MAX_COUNT = 3600;
    private static final String WITH_VALUE = "ciWws";

    Outcome run(List<String> arguments) throws InterruptedException {
        Map<Character, String> options = new HashMap<>();
        String target = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (!word.startsWith("-") || word.length() < 2) {
                target = word;
                continue;
            }
            char option = word.charAt(1);
            if (WITH_VALUE.indexOf(option) < 0 && "nqO4".indexOf(option) < 0) {
                return Outcome.failed(USAGE, "ping: invalid option -- '" + option + "'");
            }
            if (WITH_VALUE.indexOf(option) >= 0) {
                boolean attached = word.length() > 2;
                if (!attached && ++i == arguments.size()) {
                    return Outcome.failed(USAGE, "ping: option requires an argument -- '" + option + "'");
                }
                options.put(option, attached ? word.substring(2) : arguments.get(i));
            }
        }
        return target == null
                ? Outcome.failed(1, "ping: usage error: Destination address required")
                : ping(target, options);
    }

    private Outcome ping(String target, Map<Character, String> options) throws InterruptedException {
        PingRequest request;
        try {
            String count = options.getOrDefault('c', options.get('w'));
            if (count == null) {
                return Outcome.failed(USAGE, "ping: give a count with -c");
            }
            request = new PingRequest(
                    Address.parse(target),
                    Math.min(MAX_COUNT, Integer.parseInt(count)),
                    seconds(options.getOrDefault('i', "1")),
                    seconds(options.getOrDefault('W', "10")));
        } catch (NumberFormatException e) {
            return Outcome.failed(1, "ping: invalid argument");
        } catch (IllegalArgumentException e) {
            return Outcome.failed(USAGE, "ping: " + target + ": Name or service not known");
        }
        PingResult result = network.ping(interfaceId, request);
        return new Outcome(result.text(), "", result.exitCode());
    }

    private static Duration seconds(String text) {
        double seconds = Double.parseDouble(text);
        if (!(seconds >= 0 && seconds <= MAX_COUNT)) {
            throw new NumberFormatException("not a number of seconds: " + text);
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
