package io.datachannels.emulators.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Requests and signatures that the service's documentation and its own SDKs publish. */
class SignatureTest {
    private static final String SECRET = "OtxrzxIsfpFjA7SwPzILwy8Bw21TLhquhboDYROV";

    @Test
    void versionOneAsDocumented() {
        Map<String, String> headers = Map.of(
                "content-md5", "ODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=",
                "content-type", "text/html",
                "host", "oss-example.oss-cn-hangzhou.aliyuncs.com",
                "x-oss-meta-author", "foo@bar.com",
                "x-oss-magic", "abracadabra");
        String date = "Thu, 17 Nov 2005 18:49:58 GMT";
        String text = SignatureV1.stringToSign("PUT", headers, date, "/oss-example/nelson", Map.of());
        assertThat(text)
                .isEqualTo("PUT\nODBGOERFMDMzQTczRUY3NUE3NzA5QzdFNUYzMDQxNEM=\ntext/html\n" + date
                        + "\nx-oss-magic:abracadabra\nx-oss-meta-author:foo@bar.com\n/oss-example/nelson");
        assertThat(SignatureV1.sign(SECRET, text)).isEqualTo("26NBxoKdsyly4EDv6inkoDft/yA=");
    }

    @Test
    void versionOneInAUrl() {
        Map<String, String> query = Map.of("Expires", "1141889120", "OSSAccessKeyId", "44CF9590006BF252F707");
        String text = SignatureV1.stringToSign("GET", Map.of(), "1141889120", "/oss-example/oss-api.pdf", query);
        assertThat(SignatureV1.sign(SECRET, text)).isEqualTo("EwaNTn1erJGkimiJ9WmXgwnANLc=");
    }

    @Test
    void versionOneTakesSubResourcesOnly() {
        Map<String, String> query = Map.of("uploads", "", "prefix", "p", "uploadId", "u", "max-keys", "3");
        assertThat(SignatureV1.stringToSign("GET", Map.of(), "", "/b/", query)).endsWith("/b/?uploadId=u&uploads");
    }

    @Test
    void versionFourAsTheVendorsSdksTestIt() {
        assertThat(versionFour("20231216T162057Z", Map.of(), List.of()))
                .isEqualTo("e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe");
        assertThat(versionFour("20231217T034736Z", Map.of("x-oss-security-token", "token"), List.of()))
                .isEqualTo("b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea");
        assertThat(versionFour("20231216T172512Z", Map.of(), List.of("abc", "zabc")))
                .isEqualTo("4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f");
    }

    private static String versionFour(String date, Map<String, String> further, List<String> additional) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "x-oss-head1", "value",
                "abc", "value",
                "zabc", "value",
                "xyz", "value",
                "content-type", "text/plain",
                "x-oss-content-sha256", "UNSIGNED-PAYLOAD",
                "x-oss-date", date));
        headers.putAll(further);
        Map<String, String> query = Map.of(
                "param1", "value1", "+param1", "value3", "|param1", "value4", "+param2", "", "|param2", "", "param2",
                "");
        SignatureScope scope =
                SignatureScope.parse(date.substring(0, 8) + "/cn-hangzhou/oss/aliyun_v4_request", SignatureV4.END);
        String canonical = SignatureV4.canonicalRequest("PUT", "/bucket/1234+-/123/1.txt", query, headers, additional);
        return SignatureV4.sign("sk", scope, SignatureV4.stringToSign(date, scope, canonical));
    }

    @Test
    void aScopeHasFourParts() {
        assertThatThrownBy(() -> SignatureScope.parse("20231217/cn-hangzhou/oss", SignatureV4.END))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
