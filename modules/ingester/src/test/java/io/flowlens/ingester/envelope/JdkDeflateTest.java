package io.flowlens.ingester.envelope;

class JdkDeflateTest extends GunzipContract {

    @Override
    InflaterKind inflater() {
        return InflaterKind.JDK;
    }
}
