package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import io.flowlens.sandbox.aws.protocol.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Storing, reading and deleting objects. */
final class ObjectActions {

    private static final int MAX_KEY = 1024;
    private static final int MAX_DELETED = 1000;
    private static final Set<String> KEPT_HEADERS = Set.of(
            "content-type", "content-encoding", "content-disposition", "content-language", "cache-control", "expires");

    private final Buckets buckets;
    private final ObjectStore store;

    ObjectActions(Buckets buckets, ObjectStore store) {
        this.buckets = buckets;
        this.store = store;
    }

    void register(Map<String, Function<S3Request, S3Response>> actions) {
        actions.put("PutObject", this::put);
        actions.put("GetObject", this::read);
        actions.put("HeadObject", this::head);
        actions.put("DeleteObject", this::delete);
        actions.put("DeleteObjects", this::deleteAll);
    }

    private S3Response put(S3Request request) {
        Bucket bucket = buckets.named(request.bucket());
        if (request.key().length() > MAX_KEY) {
            throw AwsException.badRequest("KeyTooLongError", "Your key is too long");
        }
        Upload upload = Upload.of(request);
        upload.verify();
        StoredObject object = store.put(bucket, request.key(), upload.content(), metadata(request));
        return S3Response.of(
                200, Map.of("ETag", object.etag(), "x-amz-checksum-crc32", Checksum.crc32(object.content())));
    }

    private static Map<String, String> metadata(S3Request request) {
        Map<String, String> metadata = new HashMap<>();
        request.headers().forEach((name, value) -> {
            String kept = name.equals("content-encoding") ? encodingOfContent(value) : value;
            if (!kept.isEmpty() && (KEPT_HEADERS.contains(name) || name.startsWith("x-amz-meta-"))) {
                metadata.put(name, kept);
            }
        });
        metadata.putIfAbsent("content-type", "binary/octet-stream");
        return metadata;
    }

    /** What is left of the encodings when that of the request, in chunks, is taken away. */
    private static String encodingOfContent(String encodings) {
        return Stream.of(encodings.split(","))
                .map(String::trim)
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    private S3Response read(S3Request request) {
        StoredObject object = object(request);
        String range = request.header("range");
        if (range != null) {
            return ByteRange.of(range, object.content().length)
                    .map(part -> part.answer(object))
                    .orElseGet(() -> whole(object, request));
        }
        return whole(object, request);
    }

    private static S3Response whole(StoredObject object, S3Request request) {
        return new S3Response(200, headers(object, request), object.content());
    }

    private S3Response head(S3Request request) {
        StoredObject object = object(request);
        Map<String, String> headers = headers(object, request);
        headers.put("Content-Length", Integer.toString(object.content().length));
        return S3Response.of(200, headers);
    }

    private static Map<String, String> headers(StoredObject object, S3Request request) {
        Map<String, String> headers = object.headers();
        if ("ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"))) {
            headers.put("x-amz-checksum-crc32", Checksum.crc32(object.content()));
            headers.put("x-amz-checksum-type", "FULL_OBJECT");
        }
        return headers;
    }

    private StoredObject object(S3Request request) {
        StoredObject object = buckets.named(request.bucket()).objects().get(request.key());
        if (object == null) {
            throw new AwsException(404, "NoSuchKey", "The specified key does not exist.");
        }
        return object;
    }

    private S3Response delete(S3Request request) {
        buckets.named(request.bucket()).remove(request.key());
        return S3Response.noContent();
    }

    private S3Response deleteAll(S3Request request) {
        Bucket bucket = buckets.named(request.bucket());
        XmlBody document = XmlBody.of(Upload.of(request).content());
        List<String> keys = document.children("Object").stream()
                .map(each -> each.text("Key"))
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_DELETED || keys.contains(null)) {
            throw XmlBody.malformed();
        }
        keys.forEach(bucket::remove);
        boolean quiet = "true".equals(document.text("Quiet"));
        List<Tree> deleted = keys.stream().map(key -> Tree.of("Key", key)).toList();
        return S3Response.xml("DeleteResult", Tree.of("Deleted", quiet ? null : deleted));
    }
}
