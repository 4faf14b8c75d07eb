package crm.local.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The caught mail as JSON: {@code GET /messages} (oldest first, {@code ?to=} narrows to a recipient),
 * {@code GET /messages/<n>} the whole message as it came, {@code DELETE /messages} empties the box.
 */
final class Inbox implements AutoCloseable {

    /** More than this and the oldest messages go, all at once, since the server can only be emptied as a whole. */
    private static final int KEPT_AT_MOST = 20_000;

    private final GreenMail server;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    Inbox(GreenMail server, int port) throws IOException {
        this.server = server;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 50);
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("DELETE")) {
                server.purgeEmailFromAllMailboxes();
                exchange.sendResponseHeaders(204, -1);
            } else if (path.matches("/messages/\\d{1,9}")) {
                raw(exchange, Integer.parseInt(path.substring("/messages/".length())));
            } else {
                list(exchange);
            }
        } catch (MessagingException | com.icegreen.greenmail.store.FolderException e) {
            throw new IOException(e);
        }
    }

    private void list(HttpExchange exchange) throws IOException, MessagingException {
        String query = exchange.getRequestURI().getQuery();
        String recipient = query != null && query.startsWith("to=") ? query.substring(3) : "";
        MimeMessage[] messages = server.getReceivedMessages();
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            List<String> to = addresses(messages[i].getAllRecipients());
            if (recipient.isEmpty() || to.stream().anyMatch(address -> address.contains(recipient))) {
                listed.add(view(i, messages[i], to));
            }
        }
        answer(exchange, 200, "application/json", new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(listed));
    }

    private static Map<String, Object> view(int number, MimeMessage message, List<String> to) throws MessagingException {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", number);
        view.put("from", addresses(message.getFrom()));
        view.put("to", to);
        view.put("subject", message.getSubject());
        Date sent = message.getSentDate();
        view.put("sentAt", sent == null ? null : sent.toInstant().toString());
        view.put("body", GreenMailUtil.getBody(message));
        return view;
    }

    private void raw(HttpExchange exchange, int number) throws IOException {
        MimeMessage[] messages = server.getReceivedMessages();
        if (number >= messages.length) {
            answer(exchange, 404, "text/plain", "There is no such message.\n".getBytes(StandardCharsets.UTF_8));
        } else {
            answer(exchange, 200, "message/rfc822", GreenMailUtil.getWholeMessage(messages[number]).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static List<String> addresses(Address[] addresses) {
        return addresses == null ? List.of() : Arrays.stream(addresses).map(Address::toString).toList();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
