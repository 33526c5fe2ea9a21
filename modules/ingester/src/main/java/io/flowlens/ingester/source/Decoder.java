package io.flowlens.ingester.source;

import java.util.List;

/** Opens what a source wrapped around the lines. Knows envelopes, never lines. */
public interface Decoder {

    /** Never throws: what cannot be read is an answer too, and then it is the only one. */
    List<Content> decode(byte[] data);
}
