package crm.local.rabbitmq;

import java.net.URI;

/** Where a broker is and who may administer it. */
public record RabbitServer(String host, int port, String vhost, URI managementUrl, String user, String password) {

    public Management management() {
        return new Management(managementUrl, user, password);
    }

    @Override
    public String toString() {
        return "RabbitMQ at " + host + ":" + port;
    }
}
