package crm.governance.consent;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Writes down what a person says: yes, no longer, and what ends by itself. */
@Singleton
class RecordConsent {

    private final Ledger ledger;
    private final Heirs heirs;
    private final Clock clock;

    RecordConsent(Ledger ledger, Heirs heirs, Clock clock) {
        this.ledger = ledger;
        this.heirs = heirs;
        this.clock = clock;
    }

    Uni<Entry> give(Person person, Said said, Me me) {
        return Panache.withTransaction(() -> ledger.open(person).chain(open -> {
            Entry entry = open.add(said, clock.instant(), me);
            return write(open, me).replaceWith(entry);
        }));
    }

    /**
     * Withdraws what an entry gave.
     *
     * @throws Problem 409 where it does not stand any more
     */
    Uni<Entry> withdraw(Entry given, String source, String proof, Me me) {
        return Panache.withTransaction(() -> ledger.open(new Person(given.personType(), given.personId())).chain(open -> {
            Standing standing = open.standing(given.standing().key());
            if (given.state() != State.GIVEN || standing.state() != State.GIVEN) {
                throw Problem.conflict("consent-not-given", "The consent is not given", "It stands as " + standing.state() + " since " + standing.at() + ".");
            }
            Instant now = clock.instant();
            Entry entry = open.add(new Said(State.WITHDRAWN, standing.key(), source, proof, null, now, standing.entryId(), null), now, me);
            return write(open, me).replaceWith(entry);
        }));
    }

    /**
     * Withdraws all that a person allowed for a purpose over a channel and may take back. What was allowed for any
     * channel stays allowed for the others. Without anything to take back the objection itself is written down.
     */
    Uni<List<Entry>> withdraw(Person person, String purpose, Channel channel, LawfulBasis basis, String source, String proof, Me me) {
        return Panache.withTransaction(() -> ledger.open(person).chain(open -> {
            Instant now = clock.instant();
            List<Entry> entries = new ArrayList<>();
            for (Standing.Key key : taken(open, purpose, channel, basis)) {
                Standing standing = open.standing(key);
                entries.add(open.add(new Said(State.WITHDRAWN, key, source, proof, null, now, standing == null ? null : standing.entryId(), null), now, me));
            }
            return write(open, me).replaceWith(entries);
        }));
    }

    private static List<Standing.Key> taken(OpenLedger open, String purpose, Channel channel, LawfulBasis basis) {
        List<Standing.Key> keys = new ArrayList<>();
        open.standings().stream()
                .filter(standing -> standing.purpose().equals(purpose) && standing.state() == State.GIVEN)
                .filter(standing -> basis == null ? standing.basis().endsByTheirWord() : standing.basis() == basis)
                .forEach(standing -> {
                    if (channel == Channel.ANY || standing.channel() == channel) {
                        keys.add(standing.key());
                    } else if (standing.channel() == Channel.ANY) {
                        keys.add(new Standing.Key(purpose, channel, standing.basis()));
                    }
                });
        if (keys.isEmpty()) {
            keys.add(new Standing.Key(purpose, channel, basis == null ? LawfulBasis.CONSENT : basis));
        }
        return keys.stream().distinct().toList();
    }

    /** Ends what was given until now. */
    Uni<Void> expire(Person person, Me me) {
        return Panache.withTransaction(() -> ledger.open(person).chain(open -> {
            Instant now = clock.instant();
            open.standings().stream().filter(standing -> standing.state() == State.GIVEN && !standing.isGivenAt(now))
                    .forEach(standing -> open.add(new Said(State.EXPIRED, standing.key(), null, null, standing.validUntil(), standing.validUntil(),
                            standing.entryId(), null), now, me));
            return ledger.write(open, me);
        }));
    }

    /** What a lead says after it was converted, its contact says as well. */
    private Uni<Void> write(OpenLedger open, Me me) {
        Uni<Void> written = ledger.write(open, me);
        if (open.person().type() == Person.Type.CONTACT) {
            return written;
        }
        return written.chain(() -> heirs.of(open.person().id(), true))
                .chain(contact -> contact == null ? Uni.createFrom().voidItem() : inherit(contact, open.added(), me));
    }

    /** Hands the consents of a lead over to the contact that it became, once. */
    Uni<Void> inherit(UUID leadId, Me me) {
        return Panache.withTransaction(() -> ledger.open(new Person(Person.Type.LEAD, leadId))
                .chain(open -> heirs.of(leadId, false).chain(contact -> contact == null ? Uni.createFrom().voidItem()
                        : entries(open).chain(entries -> inherit(contact, entries, me)).chain(() -> heirs.settle(leadId)))));
    }

    private Uni<List<Entry>> entries(OpenLedger lead) {
        return Multi.createFrom().iterable(lead.standings().stream().sorted(Comparator.comparingLong(Standing::number)).toList())
                .onItem().transformToUniAndConcatenate(standing -> ledger.entry(standing.entryId()))
                .collect().asList();
    }

    /** What the contact said later itself is worth more than what it said as a lead. */
    private Uni<Void> inherit(UUID contact, List<Entry> entries, Me me) {
        return ledger.open(new Person(Person.Type.CONTACT, contact)).chain(open -> {
            for (Entry entry : entries) {
                Standing own = open.standing(entry.standing().key());
                if (own == null || own.at().isBefore(entry.at())) {
                    open.add(new Said(entry.state(), entry.standing().key(), entry.source(), entry.proof(), entry.validUntil(), entry.at(), null, entry.id()),
                            clock.instant(), me);
                }
            }
            return ledger.write(open, me);
        });
    }
}
