package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The first of the service's signatures: HMAC-SHA1 over a few headers and the resource. */
final class SignatureV1 {
    /** The parameters that belong to the resource, from the list in SDK 3.18.5 ({@code SignParameters}). */
    static final Set<String> SUB_RESOURCES = Set.of(
            ("acl uploads location cors logging website referer lifecycle delete append tagging objectMeta uploadId"
                            + " partNumber security-token position response-cache-control response-content-disposition"
                            + " response-content-encoding response-content-language response-content-type"
                            + " response-expires img style styleName replication replicationProgress"
                            + " replicationLocation cname bucketInfo comp qos live status vod startTime endTime"
                            + " x-oss-process processConfiguration symlink stat udf udfName udfImage udfImageDesc"
                            + " udfApplication udfApplicationLog restore versions versioning versionId encryption policy"
                            + " requestPayment x-oss-traffic-limit qosInfo asyncFetch sequential x-oss-request-payer"
                            + " vpcip vip inventory inventoryId continuation-token worm wormId wormExtend callback"
                            + " callback-var x-oss-dir x-oss-rename x-oss-delete transferAcceleration x-oss-ac-source-ip"
                            + " x-oss-ac-subnet-mask x-oss-ac-vpc-id x-oss-ac-forward-allow metaQuery resourceGroup"
                            + " regionList x-oss-async-process x-oss-write-get-object-response bucketArchiveDirectRead"
                            + " httpsConfig publicAccessBlock policyStatus redundancyTransition"
                            + " x-oss-target-redundancy-type x-oss-redundancy-transition-taskid accessPoint"
                            + " accessPointPolicy seal")
                    .split(" "));

    private SignatureV1() {}

    /**
     * What is signed.
     *
     * @param date the Date header, or the time at which a presigned URL ends
     * @param resource {@code /}, {@code /BUCKET/} or {@code /BUCKET/KEY}, not encoded
     */
    static String stringToSign(
            String method, Map<String, String> headers, String date, String resource, Map<String, String> query) {
        StringBuilder text = new StringBuilder(method).append('\n');
        text.append(headers.getOrDefault("content-md5", "")).append('\n');
        text.append(headers.getOrDefault("content-type", "")).append('\n');
        text.append(date).append('\n');
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.startsWith("x-oss-")) {
                text.append(name).append(':').append(value.trim()).append('\n');
            }
        });
        text.append(resource);
        char separator = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
            if (SUB_RESOURCES.contains(parameter.getKey())) {
                text.append(separator).append(parameter.getKey());
                if (!parameter.getValue().isEmpty()) {
                    text.append('=').append(parameter.getValue());
                }
                separator = '&';
            }
        }
        return text.toString();
    }

    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
