package crm.chassis.sample;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.computed;
import static crm.chassis.record.Field.date;
import static crm.chassis.record.Field.decimal;
import static crm.chassis.record.Field.instant;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.object;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import crm.chassis.record.RecordEvents;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import java.util.List;

public final class TileType {

    public static final RecordType<Tile> TILE = RecordType.of(Tile.class, "tile", "tiles")
            .fields(
                    text("name").required().max(100).searchable().sortable(),
                    text("email", TextFormat.EMAIL).searchable(),
                    choice("colour", Tile.Colour.class),
                    integer("size").sortable(),
                    decimal("price").amountIn("currency").sortable(),
                    text("currency", TextFormat.CURRENCY),
                    bool("glazed"),
                    date("laidOn").sortable(),
                    instant("firedAt").readOnly(),
                    reference("neighbourId", "tile"),
                    object("place", text("street"), text("city").usually(List.of("Lisboa", "Porto", "Coimbra")), text("postalCode").max(20)),
                    text("notes").max(4_000),
                    text("recipe").sensitive("data-steward", "crm-admin"),
                    computed(integer("doubleSize"), "size * 2", tile -> ((Tile) tile).size == null ? null : ((Tile) tile).size * 2L))
            .access(AccessRules.rules()
                    .works("sales-rep", Scope.TEAM, Scope.OWN)
                    .works("sales-manager", Scope.TEAM, Scope.TEAM)
                    .keeps("marketer", Scope.ALL, Scope.OWN)
                    .changes("data-steward", Scope.ALL, Scope.ALL)
                    .reads("executive", Scope.ALL)
                    .works("crm-admin", Scope.ALL, Scope.ALL)
                    .keeps("integration", Scope.ALL, Scope.ALL))
            .events(new RecordEvents("crm.sample.tile-created.v1", "crm.sample.tile-changed.v1", "crm.sample.tile-archived.v1"))
            .build();

    private TileType() {}
}
