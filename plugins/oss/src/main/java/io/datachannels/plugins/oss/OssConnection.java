package io.datachannels.plugins.oss;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.WebServiceRequest;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobContext;
import java.util.function.Function;

/**
 * A client for one job: the SDK neither retries nor starts threads, every call goes through the engine and comes back with the
 * service's refusal as one of the four kinds of failure. Safe for use from any thread.
 */
final class OssConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int ANSWER_MILLIS = 60_000;

    private final OSS client;
    private volatile boolean connected;

    OssConnection(Account account, int channels) {
        ClientBuilderConfiguration config = new ClientBuilderConfiguration();
        config.setMaxErrorRetry(0);
        config.setUseReaper(false);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setSocketTimeout(ANSWER_MILLIS);
        config.setConnectionRequestTimeout(ANSWER_MILLIS); // for one of the pool; without it, for ever
        config.setMaxConnections(Math.max(8, 2 * channels + 2));
        if (account.hasRegion()) {
            config.setSignatureVersion(SignVersion.V4);
        }
        DefaultCredentialProvider credentials = account.hasToken()
                ? new DefaultCredentialProvider(
                        account.accessId(),
                        account.accessKey().reveal(),
                        account.securityToken().reveal())
                : new DefaultCredentialProvider(
                        account.accessId(), account.accessKey().reveal());
        OSSClientBuilder.OSSClientBuilderImpl builder = OSSClientBuilder.create()
                .endpoint(account.address())
                .credentialsProvider(credentials)
                .clientConfiguration(config);
        if (account.hasRegion()) {
            builder.region(account.region());
        }
        this.client = builder.build();
    }

    /**
     * @param operation the call as the service names it
     * @param place what it is about, for messages
     */
    <T> T call(JobContext context, String operation, String place, Function<OSS, T> call) {
        return context.call(operation, () -> {
            try {
                T result = call.apply(client);
                connected = true;
                return result;
            } catch (RuntimeException e) {
                throw failure(operation + " " + place, e);
            }
        });
    }

    /** A call within a call that the engine already makes; its exceptions are the SDK's. */
    <T> T direct(Function<OSS, T> call) {
        T result = call.apply(client);
        connected = true;
        return result;
    }

    /** The request, without the SDK's warnings when it fails: the failure says all they say. */
    static <R extends WebServiceRequest> R quiet(R request) {
        request.setLogEnabled(false);
        return request;
    }

    Failure failure(String what, RuntimeException e) {
        return OssFailures.of(what, e, connected);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
