package crm.cases.health;

import crm.cases.integration.HealthAnnouncements;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How each customer is; others are told when score or band change. */
@Singleton
public class AccountHealths extends Records<AccountHealth> {

    private final HealthAnnouncements announcements;

    AccountHealths(Chassis chassis, HealthAnnouncements announcements) {
        super(HealthDescription.HEALTH, chassis);
        this.announcements = announcements;
    }

    Uni<AccountHealth> store(AccountHealth health, Consumer<AccountHealth> edit) {
        return Panache.getSession().chain(session -> store(session, health, Me.PLATFORM, edit));
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(AccountHealth health, Map<String, FieldChange> changes, Me me) {
        boolean first = changes.isEmpty();
        return first || changes.containsKey("score") || changes.containsKey("band") ? List.of(announcements.changed(health)) : List.of();
    }
}
