package crm.chassis.outbox;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service that writes notes and reads them back from its queues; it has nothing to do with people or the web. */
public class MessagingProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("crm.service", "chassis");
        if (hasReaders()) {
            settings.put("crm.test.notes", "true");
            settings.put("mp.messaging.incoming.notes.queue.name", Notes.QUEUE);
            settings.put("mp.messaging.incoming.audit.queue.name", Notes.AUDIT_QUEUE);
        }
        settings.put("mp.messaging.connector.smallrye-rabbitmq.reconnect-interval", "1");
        settings.put("crm.inbox.attempts", "3");
        settings.put("crm.inbox.requeue-delay", "200ms");
        settings.put("quarkus.oidc.tenant-enabled", "false");
        settings.put("quarkus.oidc-client.client-enabled", "false");
        return settings;
    }

    /** Without readers the queues keep what is published. */
    protected boolean hasReaders() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(MessagingParts.class));
    }
}
