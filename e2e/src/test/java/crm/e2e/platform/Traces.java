package crm.e2e.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A collector of traces: the HTTP side of the OpenTelemetry protocol, of whose messages it reads what names a span. */
public final class Traces implements AutoCloseable {

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * @param service as the exporter names itself
     * @param parent empty where it is the first
     * @param kind by the numbers of the protocol
     */
    public record Span(String service, String trace, String id, String parent, int kind) {

        public static final int CONSUMER = 5;
    }

    private Traces(HttpServer server) {
        this.server = server;
    }

    static Traces collect() {
        try {
            Traces traces = new Traces(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            traces.server.createContext("/v1/traces", traces::take);
            traces.server.start();
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has a service send here soon after. */
    public Map<String, String> settings() {
        return Map.of("CRM_OTLP_ENDPOINT", "http://localhost:" + server.getAddress().getPort(), "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "500ms");
    }

    public List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] message = exchange.getRequestBody().readAllBytes();
            // resource spans > resource > attribute; resource spans > scope spans > span
            fields(message, (field, ofResource) -> {
                String[] service = {""};
                fields(ofResource, (part, resource) -> {
                    if (part == 1) {
                        fields(resource, (attribute, pair) -> service[0] = text(pair, 1).equals("service.name") ? text(bytes(pair, 2), 1) : service[0]);
                    }
                });
                fields(ofResource, (part, scope) -> {
                    if (part == 2) {
                        fields(scope, (each, span) -> {
                            if (each == 2) {
                                spans.add(span(service[0], span));
                            }
                        });
                    }
                });
            });
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(String service, byte[] span) {
        HexFormat hex = HexFormat.of();
        int[] kind = {0};
        numbers(span, (field, number) -> kind[0] = field == 6 ? number.intValue() : kind[0]);
        return new Span(service, hex.formatHex(bytes(span, 1)), hex.formatHex(bytes(span, 2)), hex.formatHex(bytes(span, 4)), kind[0]);
    }

    private static String text(byte[] message, int wanted) {
        return new String(bytes(message, wanted), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[] message, int wanted) {
        byte[][] found = {new byte[0]};
        fields(message, (field, bytes) -> found[0] = field == wanted ? bytes : found[0]);
        return found[0];
    }

    private static void fields(byte[] message, BiConsumer<Integer, byte[]> each) {
        walk(message, each, (field, number) -> { });
    }

    private static void numbers(byte[] message, BiConsumer<Integer, Long> each) {
        walk(message, (field, bytes) -> { }, each);
    }

    /** The fields of a message of protocol buffers, as they come. */
    private static void walk(byte[] message, BiConsumer<Integer, byte[]> bytes, BiConsumer<Integer, Long> numbers) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = number(in);
            int field = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> numbers.accept(field, number(in));
                case 1 -> numbers.accept(field, in.getLong());
                case 2 -> {
                    byte[] value = new byte[(int) number(in)];
                    in.get(value);
                    bytes.accept(field, value);
                }
                case 5 -> numbers.accept(field, (long) in.getInt());
                default -> throw new IllegalArgumentException("no message of protocol buffers");
            }
        }
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
