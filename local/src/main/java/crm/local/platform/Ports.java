package crm.local.platform;

import crm.local.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one platform, counted from its first. */
public record Ports(int first) {

    /** Below the range the kernel hands out for outgoing connections, so that nobody takes one by chance. */
    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 32_000;

    public Ports {
        if (first < 1 || first + Port.SPAN > 65_536) {
            throw new Problem("CRM_PORT must lie between 1 and " + (65_536 - Port.SPAN) + ", not " + first + ".");
        }
    }

    public int of(Port port) {
        return first + port.offset();
    }

    /** A row of ports that nobody listens on at this moment. */
    public static Ports free() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO) / 20 * 20;
            Ports candidate = new Ports(first);
            if (candidate.taken(List.of(Port.values())).isEmpty()) {
                return candidate;
            }
        }
        throw new Problem("No row of " + Port.SPAN + " free ports was found between " + FREE_FROM + " and " + FREE_TO + ".");
    }

    public List<Port> taken(Collection<Port> wanted) {
        return wanted.stream().filter(port -> !isFree(of(port))).toList();
    }

    /** @throws Problem that names the first taken port, whose it is to be, and the way out */
    public void requireFree(Collection<Port> wanted) {
        List<Port> taken = taken(wanted);
        if (!taken.isEmpty()) {
            Port port = taken.get(0);
            throw new Problem("Port " + of(port) + ", meant for " + port.title() + ", is taken by another program: "
                    + "stop that program, or move the platform with CRM_PORT=" + elsewhere() + " ./crm up");
        }
    }

    private int elsewhere() {
        return first + 1000 + Port.SPAN < 65_536 ? first + 1000 : 8080;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
