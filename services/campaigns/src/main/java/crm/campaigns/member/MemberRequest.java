package crm.campaigns.member;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * People who become members by hand, 1,000 at most.
 *
 * @param status TARGETED where nothing else is said
 */
public record MemberRequest(
        @Schema(maxItems = 1_000) List<UUID> leadIds,
        @Schema(maxItems = 1_000) List<UUID> contactIds,
        @Schema(defaultValue = "TARGETED") MemberStatus status) {

    private static final int MOST = 1_000;
    private static final Set<String> MEMBERS = Set.of("leadIds", "contactIds", "status");

    /** @throws Problem 400 where it has other members, 422 where values do not fit or nobody is named */
    static MemberRequest of(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw Problem.malformed("The body takes leadIds, contactIds, status.");
            }
        });
        List<FieldError> errors = new ArrayList<>();
        List<UUID> leads = ids(body, "leadIds", errors);
        List<UUID> contacts = ids(body, "contactIds", errors);
        MemberStatus status = status(body.path("status"), errors);
        if (errors.isEmpty() && leads.isEmpty() && contacts.isEmpty()) {
            errors.add(new FieldError("/leadIds", "leadIds or contactIds have to name somebody."));
        }
        if (leads.size() + contacts.size() > MOST) {
            errors.add(new FieldError("/leadIds", "At most " + MOST + " people are named at once; a selection takes more."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new MemberRequest(leads, contacts, status);
    }

    private static List<UUID> ids(JsonNode body, String name, List<FieldError> errors) {
        JsonNode list = body.path(name);
        Set<UUID> ids = new LinkedHashSet<>();
        if (!list.isArray()) {
            if (!list.isMissingNode() && !list.isNull()) {
                errors.add(new FieldError("/" + name, name + " has to be a list of ids."));
            }
            return List.of();
        }
        for (int i = 0; i < list.size(); i++) {
            try {
                ids.add(UUID.fromString(list.get(i).asText()));
            } catch (IllegalArgumentException none) {
                errors.add(new FieldError("/" + name + "/" + i, "That is no id."));
            }
        }
        return List.copyOf(ids);
    }

    private static MemberStatus status(JsonNode status, List<FieldError> errors) {
        if (status.isMissingNode() || status.isNull()) {
            return MemberStatus.TARGETED;
        }
        try {
            return MemberStatus.valueOf(status.asText());
        } catch (IllegalArgumentException none) {
            errors.add(new FieldError("/status", "status has to be one of " + List.of(MemberStatus.values()) + "."));
            return MemberStatus.TARGETED;
        }
    }
}
