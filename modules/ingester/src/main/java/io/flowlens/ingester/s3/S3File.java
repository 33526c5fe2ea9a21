package io.flowlens.ingester.s3;

import io.flowlens.ingester.lines.LineFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** One object. One that was deleted before it was read is empty, and told of. */
final class S3File implements LineFile {

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final Runnable gone;
    private Instant written = Instant.EPOCH;

    S3File(S3Client s3, String bucket, String key, Runnable gone) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.gone = gone;
    }

    @Override
    public String name() {
        return key;
    }

    @Override
    public String place() {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public InputStream open() throws IOException {
        try {
            ResponseInputStream<GetObjectResponse> object =
                    s3.getObject(request -> request.bucket(bucket).key(key));
            written = object.response().lastModified();
            return object;
        } catch (NoSuchKeyException e) {
            gone.run();
            return InputStream.nullInputStream();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long written() {
        return written.toEpochMilli();
    }
}
