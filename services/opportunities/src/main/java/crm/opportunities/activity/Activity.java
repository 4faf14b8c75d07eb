package crm.opportunities.activity;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;

/** Something to do or something that was done: a task, a call, a meeting, an email, a note. */
@Entity
public class Activity extends CrmRecord {

    @Enumerated(EnumType.STRING)
    public ActivityType type;

    @Enumerated(EnumType.STRING)
    public ActivityStatus status;

    @Enumerated(EnumType.STRING)
    public Direction direction;

    @Enumerated(EnumType.STRING)
    public Priority priority;

    public String subject;
    public String description;
    public String outcome;

    /** Links such as {@code account:<id>}; replaced as a whole, never changed in place. */
    public String[] relatedTo = {};

    /** When it begins, or when it happened. */
    public Instant startsAt;

    public Long durationMinutes;
    public Instant dueAt;
    public Instant reminderAt;

    /** When its owner was reminded; null where that is still to come or nobody wants to be. */
    public Instant remindedAt;

    /** The rule by which the next one follows when this one is completed, and whose clock it goes by; null for once. */
    public String recurrence;
    public String timeZone;

    /** The first of the series, and this one's number and moment in it; the moment stays when the activity is moved. */
    public UUID seriesId;
    public Long occurrence;
    public Instant occurrenceAt;

    /** From when the rule counts. */
    public Instant seriesStart;

    /** The one that followed this one. */
    public UUID nextId;
    public Instant completedAt;
    public String completedBy;

    /** When the one that follows is to be; only while this one is being completed. */
    @Transient
    Instant nextAt;

    /** Whether this one follows another, whose links were good when they were made. */
    @Transient
    boolean follows;

    /** When it begins, or else until when it is to be done; null where neither is known. */
    Instant moment() {
        return startsAt == null ? dueAt : startsAt;
    }
}
