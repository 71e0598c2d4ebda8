package io.datachannels.emulators.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A service whose operations are its paths. */
final class Echo implements Service {
    static final byte[] LARGE = "0123456789".repeat(100_000).getBytes(UTF_8);

    final AtomicInteger served = new AtomicInteger();

    @Override
    public String operation(Exchange exchange) {
        return exchange.rawPath().substring(1);
    }

    @Override
    public void serve(String operation, Exchange exchange) throws IOException {
        served.incrementAndGet();
        switch (operation) {
            case "Headers" ->
                exchange.with("x-Lower-UPPER", "1")
                        .with("x-lower-upper", "2")
                        .reply(200, exchange.headers().toString().getBytes(UTF_8));
            case "Query" -> exchange.reply(200, (exchange.rawQuery() + " " + exchange.query()).getBytes(UTF_8));
            case "Limited" -> {
                byte[] body = exchange.body(10);
                exchange.reply(body == null ? 413 : 200, body == null ? new byte[0] : body);
            }
            case "Large" -> exchange.reply(200, LARGE.length, new ByteArrayInputStream(LARGE));
            case "Pieces" ->
                exchange.reply(200, List.of(ByteBuffer.wrap(LARGE), ByteBuffer.wrap("end".getBytes(UTF_8))));
            case "Head" -> exchange.replyHead(200, 12_345);
            case "Nothing" -> exchange.reply(204, new byte[0]);
            case "Silent" -> {}
            default -> exchange.reply(200, exchange.body().readAllBytes());
        }
    }

    @Override
    public void refuse(Fault fault, String operation, Exchange exchange) throws IOException {
        Refusal told = fault.refusal()
                .or(
                        fault.kind() == Fault.Kind.THROTTLE ? 503 : 500,
                        fault.kind().name(),
                        operation);
        exchange.reply(told.status(), (told.code() + " " + told.message()).getBytes(UTF_8));
    }
}
