package io.flowlens.ingester.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a machine that cannot load it, as far as classes loaded anew can tell. */
class LibdeflateAbsentTest {

    private static final Map<String, String> NOTHING_NATIVE =
            Map.of("jna.nosys", "true", "jna.nounpack", "true", "jna.boot.library.path", "/nowhere");

    @BeforeEach
    void hideWhatIsNative() {
        NOTHING_NATIVE.forEach(System::setProperty);
    }

    @AfterEach
    void showIt() {
        NOTHING_NATIVE.keySet().forEach(System::clearProperty);
    }

    @Test
    void saysWhatToInstall() throws IOException, ReflectiveOperationException {
        URL[] classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(LibdeflateAbsentTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader anew = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Class<?> kinds = anew.loadClass(InflaterKind.class.getName());
            Throwable failure = null;
            try {
                kinds.getMethod("check").invoke(kinds.getField("LIBDEFLATE").get(null));
            } catch (InvocationTargetException e) {
                failure = e.getCause();
            }
            assertThat(failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("install it (Debian and Ubuntu: libdeflate0")
                    .hasMessageContaining("leave the inflater at jdk");
            assertThat(kinds.getMethod("check").invoke(kinds.getField("JDK").get(null)))
                    .isNotNull();
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
