package crm.leads.integration;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.contracts.RecordState;
import crm.leads.response.FirstResponse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of calls, emails and meetings that sales had with leads. */
@ApplicationScoped
public class ActivityNews {

    private static final String QUEUE = "leads.activities";
    private static final Set<String> RESPONSES = Set.of("CALL", "EMAIL", "MEETING");

    private final Inbox inbox;
    private final FirstResponse response;

    ActivityNews(Inbox inbox, FirstResponse response) {
        this.inbox = inbox;
        this.response = response;
    }

    @Incoming("activities")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receive(QUEUE, message, this::handle);
    }

    /** What was done and came from us; what is only planned, and what the lead began, answers nobody. */
    private Uni<Void> handle(IncomingEvent event) {
        JsonNode activity = event.data(RecordState.class).record();
        if (!RESPONSES.contains(activity.path("type").asText()) || "INBOUND".equals(activity.path("direction").asText())
                || !activity.hasNonNull("completedAt")) {
            return Uni.createFrom().voidItem();
        }
        try {
            Instant at = Instant.parse(activity.path("completedAt").asText());
            Uni<Void> all = Uni.createFrom().voidItem();
            for (JsonNode link : activity.path("relatedTo")) {
                if ("lead".equals(link.path("type").asText())) {
                    UUID lead = UUID.fromString(link.path("id").asText());
                    all = all.chain(() -> response.heard(lead, at));
                }
            }
            return all;
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("An activity that was completed at no moment", unreadable);
        }
    }
}
