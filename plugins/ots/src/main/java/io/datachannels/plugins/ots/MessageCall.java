package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.core.AsyncCompletion;
import com.alicloud.openservices.tablestore.core.CallbackImpledFuture;
import com.alicloud.openservices.tablestore.core.ClientResources;
import com.alicloud.openservices.tablestore.core.OperationLauncher;
import com.alicloud.openservices.tablestore.core.ResponseContentWithMeta;
import com.alicloud.openservices.tablestore.core.TraceLogger;
import com.alicloud.openservices.tablestore.core.auth.CredentialsProvider;
import com.alicloud.openservices.tablestore.core.http.OTSUri;
import com.alicloud.openservices.tablestore.core.http.ResponseConsumer;
import com.alicloud.openservices.tablestore.core.protocol.ResultParserFactory;
import com.alicloud.openservices.tablestore.model.Request;
import com.alicloud.openservices.tablestore.model.Response;
import com.alicloud.openservices.tablestore.model.RetryStrategy;
import com.aliyun.ots.thirdparty.com.google.protobuf.Message;
import com.aliyun.ots.thirdparty.org.apache.http.concurrent.FutureCallback;
import java.util.UUID;
import java.util.concurrent.Future;

/**
 * An operation of the service whose requests are messages that are ready, past the SDK's objects for rows and cells. Whatever is around
 * a message is the SDK's: signature, token, trace, connections, timeouts, and what it demands of an answer. Safe for use from any thread.
 */
final class MessageCall {
    private final Transport transport;
    private final OTSUri uri;
    private final Message answer;

    /** What the SDK sends requests of an instance with. */
    record Transport(
            Access access,
            ClientConfiguration configuration,
            CredentialsProvider credentials,
            ClientResources resources) {}

    /** @param answer any message of the kind that the service answers with */
    MessageCall(Transport transport, String operation, Message answer) {
        this.transport = transport;
        this.uri = new OTSUri(transport.access.endpoint(), operation);
        this.answer = answer;
    }

    /** A message and the operation that it is for. */
    private record Sent(String operation, Message message) implements Request {
        @Override
        public String getOperationName() {
            return operation;
        }
    }

    /** What the service answered. */
    static final class Answer extends Response {
        private final Message message;

        private Answer(ResponseContentWithMeta content) {
            super(content.getMeta());
            this.message = content.getMessage();
        }

        Message message() {
            return message;
        }
    }

    /** Sends a message once and does not wait. */
    Future<Answer> send(Message message) {
        Sent request = new Sent(uri.getAction(), message);
        TraceLogger trace =
                new TraceLogger(UUID.randomUUID().toString(), transport.configuration.getTimeThresholdOfTraceLogger());
        RetryStrategy once = transport.configuration.getRetryStrategy().clone();
        Launcher launcher = new Launcher(request, trace, once);
        AsyncCompletion<Sent, Answer> completion = new AsyncCompletion<>(
                launcher,
                request,
                trace,
                transport.resources.getCallbackExecutor(),
                once,
                transport.resources.getRetryExecutor());
        CallbackImpledFuture<Sent, Answer> future = new CallbackImpledFuture<>();
        completion.watchBy(future);
        launcher.fire(request, completion);
        return future;
    }

    private final class Launcher extends OperationLauncher<Sent, Answer> {
        private final TraceLogger trace;
        private final RetryStrategy retry;

        Launcher(Sent request, TraceLogger trace, RetryStrategy retry) {
            super(
                    transport.access.instanceName(),
                    transport.resources.getHttpClient(),
                    transport.credentials,
                    transport.configuration,
                    request);
            this.trace = trace;
            this.retry = retry;
        }

        @Override
        public void fire(Sent request, FutureCallback<Answer> callback) {
            asyncInvokePost(uri, null, request.message, trace, new Consumer(trace, retry), callback);
        }
    }

    private final class Consumer extends ResponseConsumer<Answer> {
        Consumer(TraceLogger trace, RetryStrategy retry) {
            super(
                    ResultParserFactory.createFactory().createProtocolBufferResultParser(answer, trace.getTraceId()),
                    trace,
                    retry,
                    null);
        }

        @Override
        protected Answer parseResult() throws Exception {
            return new Answer(getResponseContentWithMeta());
        }
    }
}
