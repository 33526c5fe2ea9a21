package io.flowlens.sandbox.aws.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The query protocol, and EC2's variant of it: a form with dotted names in, XML out. {@code A.1.B=x} is a list under
 * {@code A}; {@code A.member.1} means the same.
 */
final class FormProtocol implements Protocol {

    private static final int MAX_DEPTH = 12;

    private final Dialect dialect;

    FormProtocol(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Params parse(byte[] body) {
        Map<String, Object> root = new TreeMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(root, decode(pair.substring(0, equals)).split("\\."), decode(pair.substring(equals + 1)));
            }
        }
        root.replaceAll((name, value) -> withLists(value));
        return new Params(root, dialect.invalidParameter());
    }

    private String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("MalformedQueryString", "The form is not URL-encoded: " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // only maps made here are in the tree
    private static void put(Map<String, Object> root, String[] path, String value) {
        if (path.length == 0 || path.length > MAX_DEPTH) {
            throw AwsException.badRequest("MalformedQueryString", "A parameter's name is empty or too deep.");
        }
        Map<String, Object> at = root;
        for (int i = 0; i < path.length - 1; i++) {
            Object next = at.computeIfAbsent(path[i], name -> new TreeMap<String, Object>());
            if (!(next instanceof Map)) {
                throw AwsException.badRequest(
                        "MalformedQueryString", "Parameter " + path[i] + " has a value and members.");
            }
            at = (Map<String, Object>) next;
        }
        at.put(path[path.length - 1], value);
    }

    @SuppressWarnings("unchecked")
    private static Object withLists(Object value) {
        if (!(value instanceof Map)) {
            return value;
        }
        Map<String, Object> map = (Map<String, Object>) value;
        map.replaceAll((name, each) -> withLists(each));
        if (map.size() == 1 && map.containsKey("member")) {
            return map.get("member");
        }
        boolean isList = map.keySet().stream().allMatch(name -> name.matches("\\d{1,6}"));
        return isList ? inOrder(map) : map;
    }

    private static List<Object> inOrder(Map<String, Object> numbered) {
        Map<Integer, Object> sorted = new TreeMap<>();
        numbered.forEach((number, value) -> sorted.put(Integer.parseInt(number), value));
        return new ArrayList<>(sorted.values());
    }

    @Override
    public byte[] result(String operation, Tree result, String requestId) {
        XmlText xml = new XmlText(dialect == Dialect.EC2 ? "item" : "member");
        xml.open(operation + "Response", dialect.namespace());
        if (dialect == Dialect.EC2) {
            xml.element("requestId", requestId).members(result);
        } else {
            xml.element(operation + "Result", result);
            xml.element("ResponseMetadata", Tree.of("RequestId", requestId));
        }
        return xml.close(operation + "Response").bytes();
    }

    @Override
    public byte[] error(AwsException error, String requestId) {
        Tree detail = Tree.of("Code", error.code(), "Message", error.getMessage());
        if (dialect == Dialect.EC2) {
            Tree errors = Tree.of("Errors", Tree.of("Error", detail), "RequestID", requestId);
            return new XmlText("item").element("Response", errors).bytes();
        }
        String type = error.status() < 500 ? "Sender" : "Receiver";
        return new XmlText("member")
                .open("ErrorResponse", dialect.namespace())
                .element("Error", Tree.of("Type", type).and("Code", error.code(), "Message", error.getMessage()))
                .element("RequestId", requestId)
                .close("ErrorResponse")
                .bytes();
    }

    @Override
    public String contentType() {
        return "text/xml;charset=UTF-8";
    }
}
