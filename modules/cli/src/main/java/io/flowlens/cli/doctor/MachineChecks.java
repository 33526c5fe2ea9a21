package io.flowlens.cli.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** This machine: its JDK, and whether the ports are free. */
final class MachineChecks {

    private static final int OLDEST_JDK = 17;
    private static final long LITTLE_HEAP = 256L << 20;

    private MachineChecks() {}

    static Finding jdk() {
        long heap = Runtime.getRuntime().maxMemory();
        String detail = "%s of %s, at most %d MB of heap"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), heap >> 20);
        if (Runtime.version().feature() < OLDEST_JDK) {
            return Finding.failed("jdk", detail, "install JDK %d or newer".formatted(OLDEST_JDK));
        }
        return heap < LITTLE_HEAP
                ? Finding.warning("jdk", detail, "give it more memory: JAVA_OPTS=-Xmx512m")
                : Finding.ok("jdk", detail);
    }

    /** @param option that moves it elsewhere */
    static Finding port(String check, InetSocketAddress address, String option) {
        if (address.getPort() == 0) {
            return Finding.ok(check, "a free one is taken at the start, and printed; %s names one".formatted(option));
        }
        String where = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved()) {
            return Finding.failed(check, "%s has no address".formatted(address.getHostString()), "change " + option);
        }
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true); // or a connection that ended a minute ago would count
            free.bind(address);
            return Finding.ok(check, where + " is free");
        } catch (IOException e) {
            String holder = PortHolder.of(address.getPort())
                    .map(who -> "%s is held by %s".formatted(where, who))
                    .orElse("%s cannot be listened on: %s".formatted(where, e.getMessage()));
            return Finding.warning(check, holder, "fine if that is flowlens; else end it or choose another: " + option);
        }
    }
}
