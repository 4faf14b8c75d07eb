package crm.chassis.sample;

import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import jakarta.inject.Singleton;

@Singleton
public class Tiles extends Records<Tile> {

    Tiles(Chassis chassis) {
        super(TileType.TILE, chassis);
    }
}
