package io.datachannels.emulators.tablestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The vectors of the protocol's description. */
class SignerTest {
    private final SortedMap<String, String> request = new TreeMap<>(Map.of(
            "x-ots-accesskeyid", "ak",
            "x-ots-apiversion", "2015-12-31",
            "x-ots-contentmd5", "1B2M2Y8AsgTpgAmY7PhCfg==",
            "x-ots-date", "2024-01-02T03:04:05.678Z",
            "x-ots-instancename", "inst",
            "x-ots-sdk-traceid", "t-1",
            "x-ots-trace-threshold", "500",
            "host", "ignored"));

    @Test
    void version2() {
        assertThat(Signer.requestV2("secret", "ListTable", request)).isEqualTo("DexKX5KykvT0Fp6dltoXSgroSgI=");
    }

    @Test
    void version4() {
        String key = Signer.keyV4("secret", "20240102", "cn-hangzhou");
        assertThat(key).isEqualTo("T5PNWk7NeQwluq52U49McH1k+mFyi/6LEaN0LDOaJRA=");
        request.put("x-ots-signdate", "20240102");
        request.put("x-ots-signregion", "cn-hangzhou");
        assertThat(Signer.requestV4(key, "ListTable", request))
                .isEqualTo("710LmUQRwLkaBh+HaQLPeLYIlc+PpfiQOw+89gWgATg=");
    }

    @Test
    void response() {
        SortedMap<String, String> response = new TreeMap<>(Map.of(
                "x-ots-contentmd5", "1B2M2Y8AsgTpgAmY7PhCfg==",
                "x-ots-contenttype", "protocol buffer",
                "x-ots-date", "2024-01-02T03:04:05.678Z",
                "x-ots-requestid", "r-1"));
        assertThat(Signer.response("secret", "ListTable", response)).isEqualTo("5BTBMpCBNj4Ym4KA4dP7AJvTcOs=");
    }
}
