package crm.local.rabbitmq;

import crm.local.platform.Credentials;
import java.io.IOException;

/** Brings a broker into the state that services rely on: the virtual host, the topology, and a user for each service. */
public final class BrokerAccess {

    private final RabbitServer server;

    public BrokerAccess(RabbitServer server) {
        this.server = server;
    }

    /** May be repeated; what is there stays. */
    public void establish(Credentials credentials) throws IOException, InterruptedException {
        Management management = server.management();
        management.createVhost(server.vhost());
        management.permit(server.vhost(), server.user(), Permission.EVERYTHING);
        management.load(server.vhost(), Topology.definitions());
        for (String service : Topology.SERVICES) {
            management.putUser(service, credentials.password("rabbitmq." + service), "");
            management.permit(server.vhost(), service, Permission.ofService(service));
        }
        management.putUser(Topology.GATEWAY, credentials.password("rabbitmq." + Topology.GATEWAY), "");
        management.permit(server.vhost(), Topology.GATEWAY, Permission.ofGateway());
    }
}
