package crm.local.rabbitmq;

import java.net.URI;

/**
 * Where a broker is and who may administer it.
 *
 * @param tls whether it is spoken to by TLS, with a certificate that this Java trusts and that names the host
 */
public record RabbitServer(String host, int port, String vhost, URI managementUrl, String user, String password, boolean tls) {

    public RabbitServer(String host, int port, String vhost, URI managementUrl, String user, String password) {
        this(host, port, vhost, managementUrl, user, password, false);
    }

    public Management management() {
        return new Management(managementUrl, user, password);
    }

    @Override
    public String toString() {
        return "RabbitMQ at " + host + ":" + port;
    }
}
