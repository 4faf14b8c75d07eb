package crm.governance.field;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The data dictionary: the fields that the company added itself. Archiving one retires it. */
@Path("/api/v1/fields")
@Tag(name = "Fields")
public class FieldResource extends RecordResource<CompanyField> {

    FieldResource(CompanyFields fields) {
        super(fields);
    }
}
