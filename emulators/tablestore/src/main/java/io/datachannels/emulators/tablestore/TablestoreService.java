package io.datachannels.emulators.tablestore;

import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Service;
import io.datachannels.emulators.tablestore.plainbuffer.PlainBufferException;
import io.datachannels.emulators.tablestore.rows.RowRefusedException;
import io.datachannels.emulators.tablestore.store.NoSuchTableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The protocol's outer layer: who asks, what arrives, what goes back and how it is signed. */
final class TablestoreService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(TablestoreService.class);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Gatekeeper gatekeeper;
    private final Operations operations;

    TablestoreService(Gatekeeper gatekeeper, Operations operations) {
        this.gatekeeper = gatekeeper;
        this.operations = operations;
    }

    @Override
    public String operation(Exchange exchange) {
        return exchange.rawPath().substring(1);
    }

    @Override
    public void serve(String operation, Exchange exchange) throws IOException {
        Gatekeeper.Caller caller = null;
        Answer answer;
        Map<String, String> headers = exchange.headers();
        try {
            if (!exchange.method().equals("POST")) {
                throw new ServiceException(405, "OTSMethodNotAllowed", "Only POST method for requests is supported.");
            }
            caller = gatekeeper.admit(operation, headers);
            byte[] request = Body.unpack(exchange.body(Body.MAX_LENGTH), headers);
            answer = answer(operation, caller.instance(), request);
        } catch (ServiceException e) {
            refuse(operation, exchange, caller, e);
            return;
        }
        TreeMap<String, String> sent = head(answer.parts());
        List<ByteBuffer> body = answer.parts();
        if (answer.length() > 0 && "deflate".equals(headers.get("x-ots-response-compress-type"))) {
            sent.put("x-ots-response-compress-type", "deflate");
            sent.put("x-ots-response-compress-size", Integer.toString(answer.length()));
            body = List.of(ByteBuffer.wrap(Body.deflate(answer.toByteArray())));
        }
        reply(operation, exchange, caller, sent, 200, body);
        operations.sent(answer);
    }

    @Override
    public void refuse(Fault fault, String operation, Exchange exchange) throws IOException {
        ServiceException own =
                fault.kind() == Fault.Kind.THROTTLE ? ServiceException.busy() : ServiceException.internal();
        refuse(operation, exchange, null, own.told(fault.refusal()));
    }

    private Answer answer(String operation, String instance, byte[] request) {
        try {
            return operations.serve(operation, instance, request);
        } catch (InvalidProtocolBufferException e) {
            throw ServiceException.invalid("Failed to parse the request: " + e.getMessage());
        } catch (PlainBufferException | RowRefusedException e) {
            throw ServiceException.invalid(e.getMessage());
        } catch (NoSuchTableException e) {
            throw ServiceException.noTable();
        } catch (ServiceException e) {
            throw e;
        } catch (UncheckedIOException | MVStoreException e) {
            LOG.debug("{} failed", operation, e);
            throw ServiceException.broken(reason(e));
        } catch (RuntimeException e) {
            LOG.error("{} failed", operation, e);
            throw ServiceException.internal();
        }
    }

    /** What the operating system said, if it is the cause. */
    private static String reason(RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private static void refuse(String operation, Exchange exchange, Gatekeeper.Caller caller, ServiceException error)
            throws IOException {
        List<ByteBuffer> body = List.of(ByteBuffer.wrap(error.error().toByteArray()));
        reply(operation, exchange, caller, head(body), error.status(), body);
    }

    private static TreeMap<String, String> head(List<ByteBuffer> body) {
        TreeMap<String, String> headers = new TreeMap<>();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        headers.put("x-ots-requestid", new UUID(random.nextLong(), random.nextLong()).toString());
        headers.put("x-ots-date", DATE.format(Instant.now()));
        headers.put("x-ots-contenttype", "protocol buffer");
        headers.put("x-ots-contentmd5", Body.md5(body));
        return headers;
    }

    private static void reply(
            String operation,
            Exchange exchange,
            Gatekeeper.Caller caller,
            TreeMap<String, String> headers,
            int status,
            List<ByteBuffer> body)
            throws IOException {
        headers.forEach(exchange::with);
        if (caller != null) {
            exchange.with(
                    "Authorization", "OTS " + caller.id() + ":" + Signer.response(caller.key(), operation, headers));
        }
        exchange.reply(status, body);
    }
}
