package io.datachannels.emulators.oss;

import com.aliyun.oss.OSS;

/** The same calls, signed by version 4. */
class ObjectCallsV4Test extends ObjectCallsTest {
    @Override
    OSS client() {
        return Clients.v4(emulator);
    }
}
