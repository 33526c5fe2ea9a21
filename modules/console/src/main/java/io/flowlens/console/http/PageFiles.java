package io.flowlens.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files of the page, from the jar: a fixed list, so that no path leads anywhere else. */
final class PageFiles {

    private static final List<String> NAMES = List.of(
            "index.html",
            "style.css",
            "icon.svg",
            "app.js",
            "alert.js",
            "alerts.js",
            "dom.js",
            "live.js",
            "login.js",
            "map.js",
            "map-layout.js",
            "traffic.js",
            "words.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private record File(String type, byte[] content, String etag) {}

    private final Map<String, File> files = new HashMap<>();

    PageFiles() {
        NAMES.forEach(name -> files.put("/" + name, read(name)));
        files.put("/", files.get("/index.html"));
    }

    /**
     * @param known the ETag that the browser has, or null
     * @return null for what is no file of ours
     */
    Answer find(String path, String known) {
        File file = files.get(path);
        if (file == null) {
            return null;
        }
        Map<String, String> headers = Map.of("ETag", file.etag(), "Cache-Control", "no-cache");
        return file.etag().equals(known)
                ? Answer.nothing(304, headers)
                : new Answer(200, file.type(), file.content(), headers);
    }

    private static File read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream("/io/flowlens/console/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's page lacks " + name);
            }
            byte[] content = in.readAllBytes();
            String ending = name.substring(name.lastIndexOf('.') + 1);
            return new File(TYPES.get(ending), content, etag(content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the console's page", e);
        }
    }

    private static String etag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
