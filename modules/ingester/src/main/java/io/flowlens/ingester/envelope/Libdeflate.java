package io.flowlens.ingester.envelope;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.flowlens.ingester.source.Content.Reason;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * With libdeflate, as it is installed on this machine. It opens a stream in one call or not at all, so what does not fit is
 * opened again with twice the room. What it reads and writes is copied in and out of memory of its own: it never sees the
 * heap.
 *
 * @see <a href="https://github.com/ebiggers/libdeflate/blob/master/libdeflate.h">libdeflate.h</a>
 */
final class Libdeflate implements DeflateReader {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final int SUCCESS = 0;
    private static final int INSUFFICIENT_SPACE = 3;

    private final long decompressor;
    /** Two numbers of 64 bits: how many bytes were read, and how many written. */
    private final Memory counts;

    private Memory in;
    private Memory out;

    /** @throws IllegalArgumentException when libdeflate is not installed */
    Libdeflate() {
        long allocated = allocate();
        CLEANER.register(this, () -> Library.libdeflate_free_decompressor(allocated));
        decompressor = allocated;
        counts = new Memory(2 * Long.BYTES);
        in = new Memory(OpenedBytes.FIRST);
        out = new Memory(OpenedBytes.FIRST);
    }

    @Override
    public int read(byte[] data, int from, int to, OpenedBytes opened) throws UnreadableException {
        in = sized(in, to - from);
        in.write(0, data, from, to - from);
        int most = OpenedBytes.MAX - opened.length();
        out = sized(out, Math.min(OpenedBytes.FIRST, most));
        int result = inflate(to - from, most);
        while (result == INSUFFICIENT_SPACE && out.size() < most) {
            out = sized(out, (int) Math.min(out.size() * 2, most));
            result = inflate(to - from, most);
        }
        if (result != SUCCESS) {
            throw new UnreadableException(result == INSUFFICIENT_SPACE ? Reason.TOO_LARGE : Reason.BROKEN_GZIP);
        }
        int count = (int) counts.getLong(Long.BYTES);
        opened.reserve(count);
        out.read(0, opened.bytes(), opened.length(), count);
        opened.added(count);
        return from + (int) counts.getLong(0);
    }

    private static long allocate() {
        long allocated;
        try {
            allocated = Library.libdeflate_alloc_decompressor();
        } catch (LinkageError e) { // no such library, no such function in it, or no JNA for this machine
            throw new IllegalArgumentException(
                    "libdeflate cannot be used here: install it (Debian and Ubuntu: libdeflate0; Fedora, Homebrew:"
                            + " libdeflate) or leave the inflater at jdk",
                    e);
        }
        if (allocated == 0) {
            throw new OutOfMemoryError("libdeflate has no memory for a decompressor");
        }
        return allocated;
    }

    private int inflate(int length, int most) {
        long read = Pointer.nativeValue(counts);
        try {
            return Library.libdeflate_deflate_decompress_ex(
                    decompressor,
                    Pointer.nativeValue(in),
                    length,
                    Pointer.nativeValue(out),
                    Math.min(out.size(), most),
                    read,
                    read + Long.BYTES);
        } finally {
            Reference.reachabilityFence(this); // what it owns is freed with it
        }
    }

    /** The memory, or other that is large enough and no larger than is kept if that is enough. */
    private static Memory sized(Memory memory, int least) {
        if (memory.size() >= least && (memory.size() <= OpenedBytes.KEPT || least > OpenedBytes.KEPT)) {
            return memory;
        }
        memory.close();
        return new Memory(Math.max(least, OpenedBytes.FIRST));
    }

    /** The functions, under the names that they have there; pointers and sizes are 64 bits wide. */
    private static final class Library {

        static {
            if (Native.POINTER_SIZE != Long.BYTES || Native.SIZE_T_SIZE != Long.BYTES) {
                throw new UnsatisfiedLinkError("libdeflate is used on 64-bit machines only");
            }
            Native.register(NativeLibrary.getInstance(Platform.isWindows() ? "libdeflate" : "deflate"));
        }

        static native long libdeflate_alloc_decompressor();

        static native int libdeflate_deflate_decompress_ex(
                long decompressor, long in, long inLength, long out, long outLength, long readCount, long writtenCount);

        static native void libdeflate_free_decompressor(long decompressor);
    }
}
