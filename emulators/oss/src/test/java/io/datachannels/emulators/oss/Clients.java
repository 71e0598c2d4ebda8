package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

/** Unmodified clients of the service, without retries so that a test sees the first answer. */
final class Clients {
    private Clients() {}

    static OSS v1(OssEmulator emulator) {
        return v1(emulator, "local", "local");
    }

    static OSS v1(OssEmulator emulator, String id, String secret) {
        return new OSSClientBuilder().build(emulator.endpoint().toString(), id, secret, configuration(0));
    }

    static OSS v4(OssEmulator emulator) {
        ClientBuilderConfiguration configuration = configuration(0);
        configuration.setSignatureVersion(SignVersion.V4);
        return OSSClientBuilder.create()
                .endpoint(emulator.endpoint().toString())
                .credentialsProvider(new DefaultCredentialProvider("local", "local"))
                .clientConfiguration(configuration)
                .region("cn-hangzhou")
                .build();
    }

    static OSS retrying(OssEmulator emulator) {
        return new OSSClientBuilder().build(emulator.endpoint().toString(), "local", "local", configuration(3));
    }

    static ClientBuilderConfiguration configuration(int retries) {
        ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
        configuration.setMaxErrorRetry(retries);
        return configuration;
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
