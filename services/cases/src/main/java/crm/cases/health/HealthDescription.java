package crm.cases.health;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.date;
import static crm.chassis.record.Field.decimal;
import static crm.chassis.record.Field.instant;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.json;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import java.util.stream.Stream;

/** What the health of a customer looks like; the service alone writes it. */
final class HealthDescription {

    private static final Stream<String> READERS = Stream.of("support-agent", "support-manager", "success-manager", "sales-rep", "sales-manager",
            "marketer", "marketing-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");

    private static final String FACTORS = "(select jsonb_agg(jsonb_build_object('name', key) || value order by (value->>'weight')::int desc, key)"
            + " from jsonb_each(measured))";

    static final RecordType<AccountHealth> HEALTH = RecordType.of(AccountHealth.class, "health", "health")
            .table("account_health")
            .untold()
            .access(READERS.collect(AccessRules::rules, (rules, role) -> rules.reads(role, ALL), (one, other) -> {}))
            .fields(
                    Field.computed(reference("accountId", "account"), "id", health -> health.id),
                    text("accountName").internal().searchable(),
                    integer("score").internal().sortable(),
                    choice("band", Band.class).internal(),
                    choice("trend", Trend.class).internal(),
                    integer("previousScore").internal(),
                    choice("previousBand", Band.class).internal(),
                    Field.computed(json("factors"), FACTORS, health -> ((AccountHealth) health).factors()),
                    date("renewalDate").internal().sortable(),
                    decimal("arr").amountIn("currency").internal().sortable(),
                    text("currency", TextFormat.CURRENCY).internal(),
                    instant("calculatedAt").internal().sortable())
            .build();

    private HealthDescription() {}
}
