package io.flowlens.ingester.envelope;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

class LibdeflateTest extends GunzipContract {

    @BeforeAll
    static void isInstalled() {
        try {
            InflaterKind.LIBDEFLATE.check();
        } catch (IllegalArgumentException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Override
    InflaterKind inflater() {
        return InflaterKind.LIBDEFLATE;
    }
}
