package crm.campaigns.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Who reads another service's records, as that service publishes it; the copies that are kept here are shown to no one else. */
final class PublishedRights {

    private PublishedRights() {}

    /**
     * @param service the service that owns the records
     * @param record their singular name
     */
    static AccessRules of(String service, String record) {
        try (InputStream published = PublishedRights.class.getClassLoader().getResourceAsStream("access/" + service + ".json")) {
            if (published == null) {
                throw new IllegalStateException(service + " publishes no rights");
            }
            JsonNode rights = new ObjectMapper().readTree(published).path("records").path(record).path("read");
            AccessRules rules = AccessRules.rules();
            rights.fields().forEachRemaining(right -> rules.reads(right.getKey(), Scope.valueOf(right.getValue().textValue())));
            return rules;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
