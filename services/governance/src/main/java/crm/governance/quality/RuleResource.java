package crm.governance.quality;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Quality rules. Archiving one, or making it inactive, retires it. */
@Path("/api/v1/quality/rules")
@Tag(name = "Quality rules")
public class RuleResource extends RecordResource<Rule> {

    RuleResource(Rules rules) {
        super(rules);
    }
}
