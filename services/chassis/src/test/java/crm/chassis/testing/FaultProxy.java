package crm.chassis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between a service and a part that a test can cut and mend. It is cut when it is made. */
public final class FaultProxy implements AutoCloseable {

    private final int port;
    private final String targetHost;
    private final int targetPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket server;

    /** @param port where the service looks for the part */
    public FaultProxy(int port, String targetHost, int targetPort) {
        this.port = port;
        this.targetHost = targetHost;
        this.targetPort = targetPort;
    }

    /** A port that nothing listens on. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the part can be reached. */
    public synchronized void mend() {
        if (server == null) {
            try {
                server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ServerSocket listening = server;
            start(() -> accept(listening));
        }
    }

    /** Refuses new connections and breaks those there are, in the middle of whatever they carry. */
    public synchronized void cut() {
        if (server != null) {
            quietly(server);
            server = null;
        }
        drop();
    }

    /** Breaks the connections there are; new ones are welcome at once. */
    public void drop() {
        sockets.forEach(FaultProxy::quietly);
        sockets.clear();
    }

    @Override
    public void close() {
        cut();
    }

    private void accept(ServerSocket listening) {
        try {
            while (true) {
                join(listening.accept());
            }
        } catch (IOException cut) {
            quietly(listening);
        }
    }

    private void join(Socket near) {
        sockets.add(near);
        try {
            Socket far = new Socket(targetHost, targetPort);
            sockets.add(far);
            start(() -> copy(near, far));
            start(() -> copy(far, near));
        } catch (IOException partIsAway) {
            quietly(near);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException cut) {
            // both ends are closed on the way out
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception alreadyClosed) {
            // that was the purpose
        }
    }
}
