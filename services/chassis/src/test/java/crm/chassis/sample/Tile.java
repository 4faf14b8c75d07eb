package crm.chassis.sample;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** A record of no business, with one field of each type, on which the chassis tries itself. */
@Entity
public class Tile extends CrmRecord {

    public enum Colour { RED, GREEN, BLUE }

    public String name;
    public String email;
    @Enumerated(EnumType.STRING)
    public Colour colour;
    public Integer size;
    public BigDecimal price;
    public String currency;
    public Boolean glazed;
    public LocalDate laidOn;
    public Instant firedAt;
    public UUID neighbourId;
    @JsonColumn
    public Map<String, Object> place;
    public String notes;
    public String recipe;
}
