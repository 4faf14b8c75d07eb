package crm.governance.consent;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.governance.reading.Asked;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads what is said about consents out of requests. */
final class ConsentRequests {

    private static final int MAX_PURPOSE = 60;
    private static final int MAX_TEXT = 4_000;
    /** Clocks differ by a little. */
    private static final long LEEWAY_SECONDS = 60;

    private static final Field PERSON_TYPE = Field.choice("personType", Person.Type.class).required();
    private static final Field PERSON_ID = Field.reference("personId", null).required();
    private static final Field PURPOSE = Field.text("purpose").max(MAX_PURPOSE).required();
    private static final Field CHANNEL = Field.choice("channel", Channel.class).required();
    private static final Field SOURCE = Field.text("source").max(200);
    private static final Field PROOF = Field.text("proof").max(MAX_TEXT);

    private ConsentRequests() {}

    /**
     * Somebody may be addressed.
     *
     * @param purpose what for, for example MARKETING
     * @param proof   how it can be shown: the words that were agreed to, the number of a contract
     * @param source  where it was said
     * @param at      when; now where it is left out
     */
    @Schema(name = "ConsentGift")
    record Gift(@Schema(required = true) Person.Type personType, @Schema(required = true) UUID personId,
            @Schema(required = true, maxLength = MAX_PURPOSE) String purpose, @Schema(required = true) Channel channel,
            @Schema(required = true) LawfulBasis basis, @Schema(maxLength = MAX_TEXT) String proof, @Schema(maxLength = 200) String source,
            Instant validUntil, Instant at) {

        Person person() {
            return new Person(personType, personId);
        }

        Said said() {
            return new Said(State.GIVEN, new Standing.Key(purpose, channel, basis), source, proof, validUntil, at, null, null);
        }
    }

    /** Why and where something was taken back. */
    @Schema(name = "ConsentGrounds")
    record Grounds(@Schema(maxLength = 200) String source, @Schema(maxLength = MAX_TEXT) String proof) {}

    /**
     * A person wants not to be addressed.
     *
     * @param basis which of them; where it is left out, those that end by the person's word
     */
    @Schema(name = "ConsentObjection")
    record Objection(@Schema(required = true) Person.Type personType, @Schema(required = true) UUID personId,
            @Schema(required = true, maxLength = MAX_PURPOSE) String purpose, @Schema(required = true) Channel channel, LawfulBasis basis,
            @Schema(maxLength = 200) String source, @Schema(maxLength = MAX_TEXT) String proof) {

        Person person() {
            return new Person(personType, personId);
        }
    }

    static Gift gift(JsonNode body, Instant now) {
        Map<String, Object> said = RequestFields.read(body, PERSON_TYPE, PERSON_ID, PURPOSE, CHANNEL, Field.choice("basis", LawfulBasis.class).required(),
                PROOF, SOURCE, Field.instant("validUntil"), Field.instant("at"));
        Instant at = said.get("at") == null ? now : (Instant) said.get("at");
        Instant validUntil = (Instant) said.get("validUntil");
        if (at.isAfter(now.plusSeconds(LEEWAY_SECONDS))) {
            throw Problem.invalid("/at", "at cannot be in the future.");
        }
        if (validUntil != null && !validUntil.isAfter(now)) {
            throw Problem.invalid("/validUntil", "validUntil has to be in the future.");
        }
        return new Gift((Person.Type) said.get("personType"), (UUID) said.get("personId"), named((String) said.get("purpose")),
                (Channel) said.get("channel"), (LawfulBasis) said.get("basis"), (String) said.get("proof"), (String) said.get("source"), validUntil, at);
    }

    static Grounds grounds(JsonNode body) {
        Map<String, Object> said = RequestFields.read(body, SOURCE, PROOF);
        return new Grounds((String) said.get("source"), (String) said.get("proof"));
    }

    static Objection objection(JsonNode body) {
        Map<String, Object> said = RequestFields.read(body, PERSON_TYPE, PERSON_ID, PURPOSE, CHANNEL, Field.choice("basis", LawfulBasis.class), SOURCE, PROOF);
        return new Objection((Person.Type) said.get("personType"), (UUID) said.get("personId"), named((String) said.get("purpose")),
                (Channel) said.get("channel"), (LawfulBasis) said.get("basis"), (String) said.get("source"), (String) said.get("proof"));
    }

    /** Purposes are compared by their letters alone: {@code product-news} is PRODUCT_NEWS. */
    private static String named(String purpose) {
        String name = purpose.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        if (!name.matches("[A-Z][A-Z0-9_]*")) {
            throw Problem.invalid("/purpose", "purpose has to be a word such as MARKETING.");
        }
        return name;
    }

    // ---- parameters of queries -----------------------------------------------------------------------------------

    static Person person(String personType, String personId) {
        Person.Type type = choice("personType", personType, Person.Type.class);
        UUID id = Asked.id("personId", personId);
        if (id == null) {
            throw Asked.refused("personId", "personId is required.");
        }
        return new Person(type, id);
    }

    static Channel channel(String channel) {
        return choice("channel", channel, Channel.class);
    }

    static String purpose(String purpose) {
        if (Asked.text(purpose) == null) {
            throw Asked.refused("purpose", "purpose is required.");
        }
        return named(purpose);
    }

    private static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.name().equals(Asked.text(value))).findFirst()
                .orElseThrow(() -> Asked.refused(name, name + " has to be one of " + Arrays.toString(type.getEnumConstants()) + "."));
    }
}
