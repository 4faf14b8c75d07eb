package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.directory.Directory;
import crm.chassis.record.Ids;
import crm.opportunities.activity.Activities;
import crm.opportunities.activity.Activity;
import crm.opportunities.activity.ActivityStatus;
import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Direction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Files a mail that somebody of the company sent a copy of: as an activity about the contacts, the account and the open
 * opportunity that its addresses lead to, with its attachments. A mail that leads nowhere is not kept; the ledger says so.
 */
@Singleton
class FileMail {

    private static final Duration OLDEST = Duration.ofDays(3_650);

    private final Directory directory;
    private final Activities activities;
    private final MailMatches matches;
    private final Attachments attachments;
    private final MailLedger ledger;
    private final Clock clock;

    FileMail(Directory directory, Activities activities, MailMatches matches, Attachments attachments, MailLedger ledger, Clock clock) {
        this.directory = directory;
        this.activities = activities;
        this.matches = matches;
        this.attachments = attachments;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Why a sender is refused; null where mails of this address are taken. */
    String refusal(String sender) {
        String login = directory.personOf(sender);
        if (login == null) {
            return "Nobody of the company has this address.";
        }
        return activities.type().access().mayCreate(me(login)) ? null : "The roles of " + login + " write no activities down.";
    }

    /** @param sender the address by which the mail came in, one that is taken */
    Uni<Void> file(String sender, IncomingMail mail, int bytes) {
        Me me = me(directory.personOf(sender));
        Set<String> others = new LinkedHashSet<>(mail.addresses());
        if (mail.forwardedFrom() != null) {
            others.add(mail.forwardedFrom());
        }
        others.removeIf(address -> directory.personOf(address) != null);
        boolean handedOn = mail.forwardedFrom() != null && others.contains(mail.forwardedFrom());
        return Panache.withTransaction(() -> matches.of(others, me).chain(match -> match.links().isEmpty()
                ? ledger.notFiled(me.login(), mail, bytes, nobody(others))
                : file(mail, bytes, match, handedOn, me)));
    }

    private Uni<Void> file(IncomingMail mail, int bytes, MailMatches.Match match, boolean handedOn, Me me) {
        Activity activity = new Activity();
        activity.id = Ids.next();
        activity.type = ActivityType.EMAIL;
        activity.status = ActivityStatus.COMPLETED;
        activity.direction = handedOn ? Direction.INBOUND : Direction.OUTBOUND;
        activity.subject = mail.subject();
        activity.description = mail.text() == null || mail.text().isBlank() ? null : mail.text();
        activity.startsAt = sentAt(mail);
        activity.completedAt = activity.startsAt;
        activity.completedBy = me.login();
        activity.relatedTo = match.links().toArray(String[]::new);
        activity.source = "MAIL";
        return ledger.filed(me.login(), mail, bytes, reason(mail, match), activity.id).chain(first -> !first ? Uni.createFrom().voidItem()
                : activities.create(activity, Creation.PLAIN, me).chain(() -> attachments.add(activity.id, mail.attachments())));
    }

    /** What a mail says of its time is believed where it can be. */
    private Instant sentAt(IncomingMail mail) {
        Instant now = clock.instant();
        return mail.sentAt() == null || mail.sentAt().isAfter(now) || mail.sentAt().isBefore(now.minus(OLDEST)) ? now : mail.sentAt();
    }

    private static String nobody(Set<String> others) {
        return others.isEmpty() ? "It has no address of anybody outside the company." : "None of its addresses is that of a contact or at the domain of one account.";
    }

    private static String reason(IncomingMail mail, MailMatches.Match match) {
        StringBuilder reason = new StringBuilder("Filed to ").append(match.links().size()).append(match.links().size() == 1 ? " record." : " records.");
        if (match.open() > 1) {
            reason.append(" There are ").append(match.open()).append(" open opportunities, so it is filed to none of them.");
        }
        if (mail.leftOut() > 0) {
            reason.append(" Parts that were left out: ").append(mail.leftOut()).append('.');
        }
        return reason.toString();
    }

    private Me me(String login) {
        return new Me(login, directory.rolesOf(login), directory.teamOf(login), Set.copyOf(directory.teamsOf(login)), directory.teamsWithin(login));
    }
}
