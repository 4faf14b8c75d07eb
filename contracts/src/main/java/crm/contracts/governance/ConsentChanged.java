package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The ledger of a person's consents has a new entry; the type of the event says whether it was given, withdrawn or has
 * expired, and its {@code recordversion} is the entry's number among those of the person.
 *
 * @param consentId  the entry
 * @param personType LEAD or CONTACT
 * @param personId   the lead or the contact
 * @param purpose    what for, for example MARKETING
 * @param channel    EMAIL, PHONE, SMS, MAIL, or ANY for all of them
 * @param basis      CONSENT, CONTRACT, LEGAL_OBLIGATION, VITAL_INTEREST, PUBLIC_INTEREST or LEGITIMATE_INTEREST
 * @param source     where it was said; null where that is not known
 * @param validUntil when it ends, UTC; null for no end
 * @param at         when it was said, UTC
 * @param summary    how everything stands that the person ever said, this entry included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConsentChanged(
    UUID consentId, String personType, UUID personId, String purpose, String channel, String basis, String source,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant validUntil,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at,
    List<Standing> summary) {

    /**
     * How one purpose, channel and basis stands.
     *
     * @param state GIVEN, WITHDRAWN or EXPIRED
     * @param at    since when, UTC
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Standing(
        String purpose, String channel, String basis, String state,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant validUntil,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant at) {
    }
}
