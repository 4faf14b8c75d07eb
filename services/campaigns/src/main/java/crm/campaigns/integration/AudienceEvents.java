package crm.campaigns.integration;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.touch.LeadTouches;
import crm.campaigns.touch.LeadTouches.Utm;
import crm.chassis.inbox.Inbox;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import crm.chassis.replica.Replica;
import crm.contracts.leads.LeadConverted;
import crm.contracts.leads.LeadEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Keeps a replica of the people and companies that marketing may address and of the opportunities that it is credited
 * with, and records what leads say of campaigns.
 */
@ApplicationScoped
class AudienceEvents {

    private static final String QUEUE = "campaigns.audience";

    private final Inbox inbox;
    private final Replica replica;
    private final LeadTouches leads;

    AudienceEvents(Inbox inbox, Replica replica, LeadTouches leads) {
        this.inbox = inbox;
        this.replica = replica;
        this.leads = leads;
    }

    @Incoming("audience")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> receive(Message<byte[]> message) {
        return inbox.receiveTogether(QUEUE, message, events -> replica.keepAll(events).chain(() -> touchAll(events)));
    }

    /** One after the other, in the order in which they came; most leads that are imported say nothing of campaigns. */
    private Uni<Void> touchAll(List<IncomingEvent> events) {
        return Multi.createFrom().iterable(events).onItem().transformToUniAndConcatenate(event -> {
            event.becomeTheCause();
            return touch(event);
        }).collect().last().replaceWithVoid();
    }

    private Uni<Void> touch(IncomingEvent event) {
        return switch (event.type()) {
            case LeadEvents.LEAD_CAPTURED -> captured(event).chain(() -> converted(event));
            case LeadEvents.LEAD_CHANGED -> tied(event).chain(() -> converted(event));
            case LeadEvents.LEAD_CONVERTED -> {
                LeadConverted conversion = event.data(LeadConverted.class);
                yield leads.converted(event.subject(), conversion.accountId(), conversion.contactId(), conversion.opportunityId());
            }
            case LeadEvents.LEAD_QUALIFIED -> leads.qualified(event.subject(), event.time());
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> captured(IncomingEvent event) {
        JsonNode lead = event.data().path("record");
        JsonNode utm = lead.path("utm");
        return leads.captured(event.subject(), id(lead, "campaignId"),
                utm.isObject() ? new Utm(text(utm, "source"), text(utm, "medium"), text(utm, "campaign")) : null,
                moment(lead, "createdAt", event));
    }

    /** Only the change that ties a lead to a campaign counts; a tie that is taken back leaves what it was. */
    private Uni<Void> tied(IncomingEvent event) {
        for (JsonNode change : event.data().path("changes")) {
            if ("campaignId".equals(change.path("field").asText()) && change.path("to").isTextual()) {
                return leads.tied(event.subject(), event.recordVersion(), id(change, "to"),
                        moment(event.data().path("record"), "updatedAt", event));
            }
        }
        return Uni.createFrom().voidItem();
    }

    /** A lead's state tells its conversion too, and may come before the event that does. */
    private Uni<Void> converted(IncomingEvent event) {
        JsonNode lead = event.data().path("record");
        return lead.hasNonNull("convertedAt")
                ? leads.converted(event.subject(), id(lead, "convertedAccountId"), id(lead, "convertedContactId"), id(lead, "convertedOpportunityId"))
                : Uni.createFrom().voidItem();
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).isTextual() ? object.path(name).textValue() : null;
    }

    private static UUID id(JsonNode object, String name) {
        String text = text(object, name);
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new PoisonMessage(name + " is no id", none);
        }
    }

    private static Instant moment(JsonNode object, String name, IncomingEvent event) {
        String text = text(object, name);
        try {
            return text == null ? event.time() : Instant.parse(text);
        } catch (DateTimeException none) {
            throw new PoisonMessage(name + " is no moment", none);
        }
    }
}
