package crm.chassis.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import crm.chassis.sample.TileType;
import crm.chassis.sql.Parameters;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterSqlTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Me ANN = new Me("ann", Set.of("sales-rep"), "north", Set.of("north"), Set.of("north"));

    private final Parameters parameters = new Parameters();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "colour==RED | colour = $1",
        "name==Ruby | lower(name) = $1",
        "name==Ru* | lower(name) like $1",
        "name==*ub* | (lower(name) like $1 and search_text like $2)",
        "place.city==*ern | lower((place->>'city')) like $1",
        "size=ge=3;size=lt=9 | (size >= $1 and size < $2)",
        "size==1,colour==BLUE | (size = $1 or colour = $2)",
        "colour=in=(RED,BLUE) | (colour = $1 or colour = $2)",
        "colour=out=(RED,BLUE) | (colour = $1 or colour = $2) is not true",
        "colour!=RED | (colour = $1) is not true",
        "laidOn=null=true | laid_on is null",
        "tags=null=false | cardinality(tags) > 0",
        "tags==vip | tags @> array[$1]::text[]",
        "place.city==Bern | lower((place->>'city')) = $1",
        "owner==me | owner = $1",
        "doubleSize=gt=4 | size * 2 > $1",
        "customFields.weight=ge=2.5 | case when jsonb_typeof(custom_fields->'weight') = 'number' then"
                + " ((custom_fields->>'weight'))::numeric >= $1 else false end",
    })
    void aComparisonBecomesACondition(String filter, String sql) {
        assertThat(condition(filter)).isEqualTo(sql);
    }

    @Test
    void valuesAreParametersOfTheTypeOfTheirField() {
        condition("size==7;laidOn==2026-02-03;firedAt=gt=2026-02-03T04:05:06Z;glazed==true;owner==me;name==*50%_off*");

        assertThat(values()).containsExactly(7L, LocalDate.of(2026, 2, 3), OffsetDateTime.parse("2026-02-03T04:05:06Z"), true,
                "ann", "%50\\%\\_off%", "%50\\%\\_off%");
    }

    @Test
    void momentsCanBeToldFromNowOn() {
        condition("createdAt=ge=now-30d;laidOn=lt=now+1w;firedAt=le=now;createdAt=gt=now-2h");

        assertThat(values()).containsExactly(OffsetDateTime.parse("2026-10-22T12:00:00Z"), LocalDate.of(2026, 11, 28),
                OffsetDateTime.parse("2026-11-21T12:00:00Z"), OffsetDateTime.parse("2026-11-21T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ";", "name", "name=", "name==", "==x", "name~~x", "name=like=x", "size==many", "size=gt=x", "colour==PINK", "colour=gt=RED",
        "unknown==1", "place==x", "customFields==x", "customFields.a'b==1", "recipe==secret", "laidOn==2026-13-45", "createdAt=gt=now-1z",
        "laidOn=null=maybe", "neighbourId==42", "name==a;;name==b", "((name==a)", "version=gt=99999999999999999999999", "search_text==x",
    })
    void whatCannotBeUsedIsRefusedWithAReason(String filter) {
        assertThatThrownBy(() -> condition(filter)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.errors()).hasSize(1);
            assertThat(problem.errors().get(0).pointer()).isEqualTo("filter");
        });
    }

    @Test
    void anUnknownFieldIsAnsweredWithTheOnesThereAre() {
        assertThatThrownBy(() -> condition("weight==1")).hasMessageContaining("colour").hasMessageContaining("place.city")
                .hasMessageNotContaining("recipe");
    }

    @Test
    void sizeAndDepthAreBounded() {
        assertThatThrownBy(() -> condition(String.join(";", java.util.Collections.nCopies(101, "size==1")))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> condition("(".repeat(3_000) + "size==1" + ")".repeat(3_000))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> condition("name==" + "x".repeat(9_000))).isInstanceOf(Problem.class);
        assertThat(condition(String.join(";", java.util.Collections.nCopies(100, "size==1")))).contains("and size = ");
        assertThat(condition("name=='((((((((((((((((((((((((('")).contains("lower(name)");
    }

    private String condition(String filter) {
        return new FilterSql(TileType.TILE, ANN, NOON, parameters).condition(filter);
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < parameters.tuple().size(); i++) {
            values.add(parameters.tuple().getValue(i));
        }
        return values;
    }
}
