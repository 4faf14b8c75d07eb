package crm.chassis.sample;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;

@Path("/api/v1/tiles")
public class TileResource extends RecordResource<Tile> {

    TileResource(Tiles tiles) {
        super(tiles);
    }
}
