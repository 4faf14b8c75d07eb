package crm.governance.consent;

import crm.chassis.access.Me;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Ends what was given until now, and hands the consents of converted leads over. What is to do stands in the database and
 * is marked as done with the work itself, so it is done once, by whichever instance, and after a restart as well.
 */
@ApplicationScoped
class ConsentSweep {

    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final Heirs heirs;
    private final RecordConsent recordConsent;
    private final Clock clock;

    ConsentSweep(Ledger ledger, Heirs heirs, RecordConsent recordConsent, Clock clock) {
        this.ledger = ledger;
        this.heirs = heirs;
        this.recordConsent = recordConsent;
        this.clock = clock;
    }

    @Scheduled(identity = "consent-expiry", every = "${crm.consent.expire-every:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return ledger.endingAt(clock.instant(), AT_ONCE)
                .onItem().transformToMulti(people -> Multi.createFrom().iterable(people))
                .onItem().transformToUniAndConcatenate(person -> recordConsent.expire(person, Me.PLATFORM))
                .collect().asList().replaceWithVoid();
    }

    @Scheduled(identity = "consent-inheritance", every = "${crm.consent.inherit-every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> inherit() {
        return heirs.waiting(AT_ONCE)
                .onItem().transformToMulti(leads -> Multi.createFrom().iterable(leads))
                .onItem().transformToUniAndConcatenate(lead -> recordConsent.inherit(lead, Me.PLATFORM))
                .collect().asList().replaceWithVoid();
    }
}
