package crm.opportunities.contact;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contacts. */
@Path("/api/v1/contacts")
@Tag(name = "Contacts")
public class ContactResource extends RecordResource<Contact> {

    ContactResource(Contacts contacts) {
        super(contacts);
    }
}
