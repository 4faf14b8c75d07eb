package crm.local.rabbitmq;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.local.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The exchanges, queues and bindings that all services share, from the one file in the contracts. */
public final class Topology {

    /** Broker users: the services that publish and consume. */
    public static final List<String> SERVICES = List.of("leads", "opportunities", "campaigns", "cases", "governance");

    /** The broker's user that reads the stream of all events and nothing else. */
    public static final String GATEWAY = "gateway";

    private static final String FILE = "/rabbitmq/definitions.json";

    private Topology() {
    }

    /** The definitions for one virtual host; names of virtual hosts and users in the file are left out. */
    public static String definitions() {
        try (InputStream in = Topology.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new Problem("The contracts on the class path hold no " + FILE + ".");
            }
            ObjectMapper json = new ObjectMapper();
            ObjectNode all = (ObjectNode) json.readTree(in);
            ObjectNode kept = json.createObjectNode();
            for (String section : List.of("exchanges", "queues", "bindings", "policies")) {
                if (all.has(section)) {
                    all.get(section).forEach(entry -> ((ObjectNode) entry).remove("vhost"));
                    kept.set(section, all.get(section));
                }
            }
            return json.writeValueAsString(kept);
        } catch (IOException e) {
            throw new Problem("The definitions in " + FILE + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
