package crm.opportunities.activity;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

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
    public Instant completedAt;
    public String completedBy;
}
