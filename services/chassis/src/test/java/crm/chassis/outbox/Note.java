package crm.chassis.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;

/** The record of the messaging tests. */
@Entity
@Table(name = "test_note")
public class Note {

    @Id
    public UUID id;

    @Version
    public long version;

    public String text;
}
