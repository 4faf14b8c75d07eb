package crm.chassis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server with TLS that takes one connection, hears the first bytes that somebody dares to say to it, and hangs up. */
public final class ListeningServer implements AutoCloseable {

    /** What is heard where nobody says anything. */
    public static final String NOTHING = "";

    private final SSLServerSocket socket;
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    /** @param bytes how many it waits for */
    public ListeningServer(SSLContext tls, int bytes) throws IOException {
        socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> listen(bytes), "listening-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String heard() throws Exception {
        return heard.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void listen(int bytes) {
        try (SSLSocket caller = (SSLSocket) socket.accept()) {
            heard.complete(new String(caller.getInputStream().readNBytes(bytes)));
        } catch (IOException refused) {
            heard.complete(NOTHING);
        }
    }
}
