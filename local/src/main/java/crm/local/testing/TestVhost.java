package crm.local.testing;

import crm.local.rabbitmq.Management;
import crm.local.rabbitmq.RabbitServer;
import java.io.IOException;

/**
 * A virtual host of one's own with the shared topology in it.
 *
 * @param user may do what the service of that name may do in production: declare nothing, publish to crm.events, crm.retry and
 *        crm.dead, read its own queues
 * @param testUser may do anything in this virtual host; for the test itself to publish, look and declare
 */
public record TestVhost(String host, int port, String name, String user, String password, String testUser, String testPassword,
        RabbitServer server) implements AutoCloseable {

    /** RabbitMQ's management interface, as an administrator. */
    public Management management() {
        return server.management();
    }

    /** Adds exchanges, queues and bindings in the form of RabbitMQ's definitions files. */
    public void load(String definitions) throws IOException, InterruptedException {
        management().load(name, definitions);
    }

    /** Messages ready and unacknowledged; the broker's statistics lag by some seconds, so await rather than assert once. */
    public long messages(String queue) throws IOException, InterruptedException {
        return management().get("/api/queues/" + Management.encoded(name) + "/" + Management.encoded(queue)).path("messages").asLong();
    }

    /** Drops it with its users. */
    @Override
    public void close() throws IOException, InterruptedException {
        management().deleteVhost(name);
        management().deleteUser(user);
        management().deleteUser(testUser);
    }
}
