package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.model.OSSObject;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An emulator with the bucket "data" and a client on it. */
abstract class SdkTest {
    OssEmulator emulator;
    OSS oss;

    @BeforeEach
    void start() {
        emulator = OssEmulator.inMemory().start();
        emulator.createBucket("data");
        oss = client();
    }

    OSS client() {
        return Clients.v1(emulator);
    }

    @AfterEach
    void stop() {
        oss.shutdown();
        emulator.close();
    }

    void put(String key, String text) {
        oss.putObject("data", key, Clients.stream(text));
    }

    String text(String key) throws IOException {
        return new String(bytes(oss.getObject("data", key)), UTF_8);
    }

    static byte[] bytes(OSSObject object) throws IOException {
        try (InputStream in = object.getObjectContent()) {
            return in.readAllBytes();
        }
    }

    static OSSException refused(String code, ThrowingCallable call) {
        OSSException error = catchThrowableOfType(OSSException.class, call);
        assertThat(error).as("refused with " + code).isNotNull();
        assertThat(error.getErrorCode()).isEqualTo(code);
        return error;
    }
}
