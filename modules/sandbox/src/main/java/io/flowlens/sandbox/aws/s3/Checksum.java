package io.flowlens.sandbox.aws.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/** The checksum that clients send and check when nobody tells them otherwise: CRC-32, big-endian, in base64. */
final class Checksum {

    private Checksum() {}

    static String crc32(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] value =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        return Base64.getEncoder().encodeToString(value);
    }
}
