package crm.cases.support;

import crm.cases.comment.Comment;
import crm.cases.sla.Milestone;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Something that a customer wants solved. */
@Entity
@Table(name = "support_case")
public class SupportCase extends CrmRecord {

    public String number;
    public String subject;
    public String description;

    @Enumerated(EnumType.STRING)
    public CaseStatus status;

    @Enumerated(EnumType.STRING)
    public Priority priority;

    @Enumerated(EnumType.STRING)
    public CaseType type;

    public String reason;

    @Enumerated(EnumType.STRING)
    public Origin origin;

    public UUID accountId;
    public UUID contactId;
    public UUID leadId;
    public UUID productId;
    public UUID parentId;
    public String queue;
    public long escalationLevel;
    public UUID slaPolicyId;
    public Instant responseDueAt;
    public Instant firstRespondedAt;
    public Instant resolveDueAt;
    public Instant resolvedAt;
    public Instant closedAt;

    /** When the next promise would be broken or the next step of escalation comes; null while nothing is awaited. */
    public Instant nextDueAt;

    /** Open time in which the clock was stopped. */
    public long pausedSeconds;

    /** When the clock was stopped, as intervals of ISO 8601: from, a slash, and to, or {@code ..} while it lasts; replaced as a whole. */
    public String[] pauses = {};

    /** Names of {@link Milestone}s; replaced as a whole. */
    public String[] breaches = {};

    public String resolution;
    public String rootCause;
    public String[] articleIds = {};
    public String suppliedName;
    public String suppliedEmail;
    public String suppliedPhone;
    public String suppliedCompany;

    @Enumerated(EnumType.STRING)
    public Sentiment sentiment;

    public long reopenedCount;
    public long commentCount;
    public Long csat;
    public Instant csatReceivedAt;

    /** What was promised when the case was opened, so that a later change of the policy moves no promise; null for none. */
    @JsonColumn
    public Map<String, Object> slaTerms;

    /** The status that an act of the business gave in this transaction; a status like that is not set by hand. */
    @Transient
    CaseStatus reachedByAct;

    /** Why it is escalated or reopened in this transaction. */
    @Transient
    String why;

    /** What is said about it in this transaction. */
    @Transient
    Comment said;

    /** What the customer wrote beside the score in this transaction. */
    @Transient
    String csatComment;

    /** The promises that are broken in this transaction, with when they were due. */
    @Transient
    private Map<Milestone, Instant> breaking = new EnumMap<>(Milestone.class);

    /** Moves on by an act of the business; whether the way is a legal one is checked before it is stored. */
    public void reach(CaseStatus next) {
        status = next;
        reachedByAct = next;
    }

    public void because(String reason) {
        why = reason;
    }

    public void say(Comment comment) {
        said = comment;
        commentCount++;
    }

    public void rate(long score, String comment, Instant now) {
        csat = score;
        csatReceivedAt = now;
        csatComment = comment;
    }

    public Map<Milestone, Instant> breaking() {
        return Map.copyOf(breaking);
    }

    /** The same, and forgets them, since they are told now. */
    Map<Milestone, Instant> takeBreaking() {
        Map<Milestone, Instant> taken = breaking();
        breaking.clear();
        return taken;
    }

    public boolean hasBroken(Milestone milestone) {
        return Arrays.asList(breaches).contains(milestone.name());
    }

    /** Notes a promise as broken in this transaction. */
    public void breach(Milestone milestone, Instant due) {
        breaking.put(milestone, due);
        breaches = Stream.concat(Stream.of(breaches), Stream.of(milestone.name())).toArray(String[]::new);
    }
}
