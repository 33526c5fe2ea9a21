package io.flowlens.notifier.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A receiver on loopback that answers, byte by byte, whatever a test wants it to. */
public final class StubReceiver implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Set<String> webhookIds = ConcurrentHashMap.newKeySet();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile Function<String, String> answer;

    /** @param answer the raw answer to a body; null hangs until the other side gives up */
    public StubReceiver(Function<String, String> answer) {
        this.answer = answer;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::accept, "stub-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code 503}, or {@code 429\r\nRetry-After: 1}. */
    public static String status(String statusAndHeaders, String body) {
        return "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(statusAndHeaders.replaceFirst("^([0-9]+)", "$1 Stub"), body.length(), body);
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    public void answer(Function<String, String> next) {
        answer = next;
    }

    /** What was posted so far. */
    public List<String> bodies() {
        return bodies;
    }

    /** The different ids that messages came with. */
    public Set<String> webhookIds() {
        return webhookIds;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                clients.add(client);
                Thread thread = new Thread(() -> serve(client), "stub-receiver-client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            String body = body(in);
            bodies.add(body);
            String text = answer.apply(body);
            if (text == null) {
                in.read(); // until the other side hangs up
                return;
            }
            OutputStream out = client.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (text.endsWith("...")) {
                in.read();
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private String body(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String[] header = line.split(":", 2);
            if (header[0].equalsIgnoreCase("content-length")) {
                length = Integer.parseInt(header[1].strip());
            } else if (header[0].equalsIgnoreCase("webhook-id")) {
                webhookIds.add(header[1].strip());
            }
        }
        StringBuilder body = new StringBuilder();
        while (body.toString().getBytes(StandardCharsets.UTF_8).length < length) {
            body.append((char) in.read());
        }
        return body.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
