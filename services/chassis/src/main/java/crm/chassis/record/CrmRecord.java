package crm.chassis.record;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What every record has. The application makes the id before the record is stored; the version starts at 1 and grows
 * by one with each change (it is the ETag of the record); all instants are UTC.
 */
@MappedSuperclass
public abstract class CrmRecord {

    @Id
    public UUID id;

    @Version
    public long version = 1;

    /** Login name of the person who answers for this record; null where nobody does yet. */
    public String owner;

    /** Name of the team (the last part of its group path). */
    public String team;

    @Column(updatable = false)
    public Instant createdAt;

    @Column(updatable = false)
    public String createdBy;

    public Instant updatedAt;
    public String updatedBy;
    public Instant archivedAt;

    /** Identifier in the system this record came from. */
    public String externalId;

    /** How this record came in: API, IMPORT, an integration's name. */
    public String source;

    /** Replaced as a whole, never changed in place. */
    public String[] tags = {};

    /** Replaced as a whole, never changed in place. */
    @JsonColumn
    public Map<String, Object> customFields = new LinkedHashMap<>();
}
