package crm.governance.view;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists as somebody wants to see them again: mine, my team's and everybody's. */
@Path("/api/v1/saved-views")
@Tag(name = "Saved views")
public class SavedViewResource extends RecordResource<SavedView> {

    SavedViewResource(SavedViews views) {
        super(views);
    }
}
