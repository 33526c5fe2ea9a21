package io.flowlens.ingester.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 64 bits of an event id, {@link Batch#NO_ID} for none: two of one million remembered ids are taken for one once in about
 * 10^13 lines. CloudWatch's ids have 56 digits, so they are read eight at a time. Never stored.
 */
public final class EventIds {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private EventIds() {}

    public static long hash(byte[] bytes, int from, int to) {
        if (from == to) {
            return Batch.NO_ID;
        }
        long hash = to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = stir(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        return some(stir(hash ^ rest));
    }

    /** The hash of an event id within the log stream whose hash is given. */
    static long within(long stream, long id) {
        return id == Batch.NO_ID ? Batch.NO_ID : some(mix(id ^ stream));
    }

    /** Two texts that differ in eight bytes alone never meet here: it is one to one. */
    private static long stir(long hash) {
        long product = hash * ODD;
        return product ^ product >>> Integer.SIZE;
    }

    /** The finalizer of MurmurHash3: spreads over all bits what tells neighbouring ids apart. */
    private static long mix(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    private static long some(long hash) {
        return hash == Batch.NO_ID ? 1 : hash;
    }
}
