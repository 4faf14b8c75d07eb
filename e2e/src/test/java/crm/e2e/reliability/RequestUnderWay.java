package crm.e2e.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request whose body comes when it is told to. It is under way until then: the service has said that it waits for the body. */
final class RequestUnderWay implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answers;
    private final byte[] body;

    RequestUnderWay(URI instance, String path, String token, String json) throws IOException {
        body = json.getBytes(StandardCharsets.UTF_8);
        socket = new Socket(instance.getHost(), instance.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        socket.getOutputStream().write(("POST /api/v1" + path + " HTTP/1.1\r\nHost: " + instance.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\nExpect: 100-continue\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = answers.readLine();
        if (!"HTTP/1.1 100 Continue".equals(answer)) {
            throw new IOException("The body is not waited for: " + answer);
        }
        answers.readLine();
    }

    /** Sends the body; answers the first line of what is said then. */
    String finish() throws IOException {
        socket.getOutputStream().write(body);
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
