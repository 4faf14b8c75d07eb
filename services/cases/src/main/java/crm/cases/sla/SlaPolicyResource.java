package crm.cases.sla;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Policies. */
@Path("/api/v1/sla-policies")
@Tag(name = "sla-policies")
public class SlaPolicyResource extends RecordResource<SlaPolicy> {

    SlaPolicyResource(SlaPolicies policies) {
        super(policies);
    }
}
