package crm.chassis.imports;

import static crm.chassis.imports.Files.awaited;
import static crm.chassis.imports.Files.counts;
import static crm.chassis.imports.Files.ended;
import static crm.chassis.imports.Files.errors;
import static crm.chassis.imports.Files.imported;
import static crm.chassis.imports.Files.send;
import static crm.chassis.imports.Files.tiles;
import static crm.chassis.imports.Files.unique;
import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class ImportTest {

    @Test
    void aFileBecomesRecordsWithTheirHistory() {
        String mark = unique("plain");
        Response accepted = send("sales-rep", """
                name,Email,colour,size,price,glazed,laidOn,place.city,tags,externalId,kiln
                Azul %s,ann@example.org,BLUE,12,10.50,yes,2026-03-01,Lisboa,a; b,%s,7
                Rojo %s,,red,,,,,,,%s,8
                """.formatted(mark, mark, mark, mark), Map.of());

        accepted.then().statusCode(202).header("Location", matchesPattern("/api/v1/imports/[0-9a-f-]{36}"))
                .body("collection", equalTo("tiles")).body("rows", equalTo(2)).body("startedBy", equalTo("sales-rep"))
                .body("ignoredColumns", equalTo(List.of("kiln")));
        JsonPath job = ended("sales-rep", accepted);
        assertThat(counts(job)).isEqualTo("2 0 0 0 0");
        assertThat(job.getString("finishedAt")).isNotNull();

        JsonPath tiles = tiles("sales-rep", "externalId==" + mark);
        assertThat(tiles.getInt("total")).isEqualTo(2);
        Map<String, Object> azul = tiles.getMap("items[0]");
        assertThat(azul).containsEntry("name", "Azul " + mark).containsEntry("colour", "BLUE").containsEntry("size", 12)
                .containsEntry("price", 10.5f).containsEntry("glazed", true).containsEntry("laidOn", "2026-03-01")
                .containsEntry("place", Map.of("city", "Lisboa")).containsEntry("tags", List.of("a", "b"))
                .containsEntry("source", "IMPORT").containsEntry("owner", "sales-rep").containsEntry("team", "sales-central")
                .containsEntry("createdBy", "sales-rep").containsEntry("version", 1);
        assertThat(tiles.getString("items[1].colour")).isEqualTo("RED");
        as("sales-rep").get("/api/v1/tiles/" + azul.get("id") + "/history").then().statusCode(200)
                .body("items.size()", equalTo(1)).body("items[0].version", equalTo(1)).body("items[0].actor", equalTo("sales-rep"));
    }

    @Test
    void listsAndObjectsKeepEveryCharacter() {
        String mark = unique("signs");
        JsonPath job = imported("sales-rep", """
                name,tags,place.city,price,externalId
                Signs %1$s,"a""b;c\\d;null;{e};it's","Bern\\ ""x"" y",1234.5000,%1$s
                Zinc %1$s,,,,%1$s
                """.formatted(mark), Map.of());

        assertThat(counts(job)).isEqualTo("2 0 0 0 0");
        JsonPath tiles = tiles("sales-rep", "externalId==" + mark);
        assertThat(tiles.getList("items[0].tags")).containsExactly("a\"b", "c\\d", "null", "{e}", "it's");
        assertThat(tiles.getString("items[0].place.city")).isEqualTo("Bern\\ \"x\" y");
        assertThat(tiles.getDouble("items[0].price")).isEqualTo(1234.5);
        assertThat(tiles.getMap("items[1]")).doesNotContainKeys("place", "price");
    }

    @Test
    void rowsThatFailAreInTheErrorFileAndStopNoOther() {
        String mark = unique("faulty");
        JsonPath job = imported("sales-rep", """
                name,email,size,colour,externalId
                Good %1$s,a@example.org,1,RED,%1$s
                ,b@example.org,2,RED,%1$s
                Bad %1$s,nonsense,three,PINK,%1$s
                Short %1$s,c@example.org
                Long %1$s,c@example.org,4,RED,%1$s,too,many
                =Also %1$s,d@example.org,5,,%1$s
                """.formatted(mark), Map.of());

        assertThat(counts(job)).isEqualTo("2 0 0 0 4");
        assertThat(tiles("sales-rep", "externalId==" + mark).getInt("total")).isEqualTo(2);
        assertThat(errors("sales-rep", job).replace(mark, "X").split("\r\n")).containsExactly(
                "name,email,size,colour,externalId,import row,import reason",
                ",b@example.org,2,RED,X,3,name is required.",
                "Bad X,nonsense,three,PINK,X,4,\"colour has to be one of RED, GREEN, BLUE. email has to be an email address. size has to be a whole number.\"",
                "Short X,c@example.org,5,The row has 2 cells where the header has 5.",
                "Long X,c@example.org,4,RED,X,too,many,6,The row has 7 cells where the header has 5.");
    }

    @Test
    void theErrorFileCanBeCorrectedAndImportedAgain() {
        String mark = unique("again");
        JsonPath first = imported("sales-rep", "name,size,externalId\n=One,x," + mark + "\n", Map.of());
        String file = errors("sales-rep", first).replace(",x,", ",7,");

        JsonPath second = imported("sales-rep", file, Map.of());

        assertThat(counts(second)).isEqualTo("1 0 0 0 0");
        assertThat(second.getList("ignoredColumns")).containsExactly("import row", "import reason");
        assertThat(tiles("sales-rep", "externalId==" + mark).getString("items[0].name")).isEqualTo("=One");
    }

    @Test
    void aDryRunCountsTheSameAndChangesNothing() {
        String mark = unique("dry");
        imported("sales-rep", "name,externalId\nThere," + mark + "-1\n", Map.of());
        String file = """
                name,externalId,size
                There now,%1$s-1,1
                New,%1$s-2,2
                New again,%1$s-2,3
                Wrong,%1$s-3,many
                """.formatted(mark);

        JsonPath dry = imported("sales-rep", file, Map.of("matchOn", "externalId", "dryRun", "true"));
        assertThat(counts(dry)).isEqualTo("1 1 0 1 1");
        assertThat(tiles("sales-rep", "externalId==" + mark + "*").getList("items.name")).containsExactly("There");

        JsonPath real = imported("sales-rep", file, Map.of("matchOn", "externalId"));
        assertThat(counts(real)).isEqualTo("1 1 0 1 1");
        assertThat(errors("sales-rep", real)).isEqualTo(errors("sales-rep", dry));
        assertThat(tiles("sales-rep", "externalId==" + mark + "*").getList("items.name")).containsExactly("New again", "There now");
    }

    @Test
    void aMappingTranslatesFormatsFillsInAndLooksUp() {
        String mark = unique("GTX Pro");
        imported("sales-rep", "name\n" + mark + "\n", Map.of());
        String mapping = """
                {"opportunity":["externalId","name"],
                 "Converted":{"field":"colour","values":{"1":"GREEN","0":"RED"},"default":"BLUE"},
                 "close_date":{"field":"laidOn","format":"M/d/yyyy"},
                 "created":{"field":"createdAt","format":"d.M.yyyy"},
                 "fired":"firedAt",
                 "value":{"field":"price","format":"1.234,56"},
                 "visits":{"field":"customFields.visits","type":"number"},
                 "product":{"field":"neighbourId","lookup":"name"},
                 "agent":"owner"}""";
        JsonPath job = imported("sales-rep", """
                opportunity;Converted;close_date;created;fired;value;product;agent;visits;left out;
                A %1$s;1;3/1/2017;20.10.2016;2016-10-21;1.054,5;%2$s;sales-rep-2;5;x;
                B %1$s;0;12/31/2017;1.2.2016;2016-10-21T10:00:00Z;7;%3$s;sales-rep-2;2.5;x;
                C %1$s;;2/31/2017;1.2.2016;;7;;sales-rep-2;;x;
                D %1$s;;;;;;;sales-rep-2;;;
                E %1$s;;;;;;%2$.5s-nothing-like-it;sales-rep-2;;;
                """.formatted(mark, mark.toUpperCase(java.util.Locale.ROOT), mark.replace(" ", "")), Map.of("mapping", mapping));

        assertThat(counts(job)).isEqualTo("2 0 0 0 3");
        assertThat(job.getList("ignoredColumns")).containsExactly("left out", "(column 11)");
        assertThat(errors("sales-rep", job)).contains("tile \"\"" + mark.replace(" ", "") + "\"\" was not found; did you mean \"\"" + mark + "\"\"?")
                .contains("laidOn has to be written as M/d/yyyy.")
                .contains("-nothing-like-it\"\" was not found.");
        Map<String, Object> first = tiles("sales-manager", "externalId==\"A " + mark + "\"").getMap("items[0]");
        assertThat(first).containsEntry("name", "A " + mark).containsEntry("colour", "GREEN").containsEntry("laidOn", "2017-03-01")
                .containsEntry("createdAt", "2016-10-20T00:00:00Z").containsEntry("firedAt", "2016-10-21T00:00:00Z").containsEntry("price", 1054.5f)
                .containsEntry("owner", "sales-rep-2").containsEntry("customFields", Map.of("visits", 5))
                .containsEntry("neighbourId", tiles("sales-rep", "name==\"" + mark + "\"").getString("items[0].id"));
        assertThat(tiles("sales-manager", "externalId==\"D " + mark + "\"").getString("items[0].colour")).isEqualTo("BLUE");
    }

    @Test
    void whatIsNotKnownIsReportedOnceWithWhatWasMeantAndSetRightByOneMapping() {
        String mark = unique("Azulejo");
        String misspelt = mark.replace("-", "");
        imported("sales-rep", "name\n" + mark + "\n", Map.of());
        String file = """
                name,shade,town,next
                A,GREN,Lisbao,
                B,Gren,Lisbao,%2$s
                C,PINK,porto,
                D,RED,Lisbao,%1$s
                E,blue,Faro,%1$s
                F,red,,%2$s
                """.formatted(misspelt, mark);
        String columns = "\"name\":\"name\",\"shade\":{\"field\":\"colour\"%s},\"town\":{\"field\":\"place.city\"%s},\"next\":{\"field\":\"neighbourId\",\"lookup\":\"name\"%s}";

        JsonPath dry = imported("sales-rep", file, Map.of("dryRun", "true", "mapping", "{" + columns.formatted("", "", "") + "}"));
        List<Map<String, Object>> unmatched = dry.getList("unmatched");
        assertThat(counts(dry)).isEqualTo("1 0 0 0 5");
        assertThat(unmatched).containsExactly(
                Map.of("column", "town", "field", "place.city", "value", "Lisbao", "suggestion", "Lisboa", "rows", 3, "taken", true),
                Map.of("column", "next", "field", "neighbourId", "value", misspelt, "suggestion", mark, "rows", 2, "taken", false),
                unmatched.get(2), unmatched.get(3), unmatched.get(4));
        assertThat(unmatched.subList(2, 5)).containsExactlyInAnyOrder(
                Map.of("column", "shade", "field", "colour", "value", "GREN", "suggestion", "GREEN", "rows", 1, "taken", false),
                Map.of("column", "shade", "field", "colour", "value", "Gren", "suggestion", "GREEN", "rows", 1, "taken", false),
                Map.of("column", "shade", "field", "colour", "value", "PINK", "rows", 1, "taken", false));
        assertThat(errors("sales-rep", dry)).contains("colour has to be one of RED, GREEN, BLUE. Did you mean \"\"GREEN\"\"?");

        JsonPath mapped = imported("sales-rep", file, Map.of("mapping", "{" + columns.formatted(
                ",\"values\":{\"GREN\":\"GREEN\",\"Gren\":\"GREEN\",\"PINK\":null}", ",\"values\":{\"Lisbao\":\"Lisboa\"}",
                ",\"values\":{\"" + misspelt + "\":\"" + mark + "\"}") + "}"));
        assertThat(counts(mapped)).isEqualTo("6 0 0 0 0");
        assertThat(mapped.getList("unmatched")).isNull();
    }

    @Test
    void aNameThatSeveralRecordsBearIsNoReference() {
        String twin = unique("Twin");
        imported("sales-rep", "name\n" + twin + "\n" + twin + "\n", Map.of());

        JsonPath job = imported("sales-rep", "name,next\nChild," + twin + "\n",
                Map.of("mapping", "{\"name\":\"name\",\"next\":{\"field\":\"neighbourId\",\"lookup\":\"name\"}}"));

        assertThat(errors("sales-rep", job)).contains("is not the only one: 2 records are called that");
    }

    @Test
    void aRowMayNameARecordThatALaterRowOfTheFileBrings() {
        String mark = unique("family");
        JsonPath job = imported("sales-rep", """
                name,next
                Child %1$s,Parent %1$s
                Grandchild %1$s,child %1$s
                Parent %1$s,
                Alone %1$s,Alone %1$s
                """.formatted(mark), Map.of("mapping", "{\"name\":\"name\",\"next\":{\"field\":\"neighbourId\",\"lookup\":\"name\"}}"));

        assertThat(counts(job)).isEqualTo("3 0 0 0 1");
        JsonPath tiles = tiles("sales-rep", "name==\"*" + mark + "\"");
        assertThat(tiles.getString("items[0].neighbourId")).isEqualTo(tiles.getString("items[2].id"));
        assertThat(tiles.getString("items[1].neighbourId")).isEqualTo(tiles.getString("items[0].id"));
    }

    @Test
    void matchingUpdatesWhatIsThereWithTheValuesThatTheRowHas() {
        String mark = unique("match");
        imported("sales-rep", "name,email,size,notes\nOld,%1$s@example.org,1,kept\nSame,same-%1$s@example.org,2,\n".formatted(mark), Map.of());

        JsonPath job = imported("sales-rep", """
                name,email,size,notes
                Renamed,%2$s@EXAMPLE.org,,
                Same,same-%1$s@example.org,2,
                New,new-%1$s@example.org,3,
                Renamed twice,%1$s@example.org,9,
                Nobody,,4,
                """.formatted(mark, mark.toUpperCase(java.util.Locale.ROOT)), Map.of("matchOn", "email"));

        assertThat(counts(job)).isEqualTo("2 1 1 1 0");
        JsonPath tiles = tiles("sales-rep", "email==\"" + mark + "@example.org\"");
        assertThat(tiles.getInt("total")).isEqualTo(1);
        Map<String, Object> tile = tiles.getMap("items[0]");
        assertThat(tile).containsEntry("name", "Renamed twice").containsEntry("size", 9).containsEntry("notes", "kept").containsEntry("version", 2);
        as("sales-rep").get("/api/v1/tiles/" + tile.get("id") + "/history").then()
                .body("items[0].changes.find { it.field == 'name' }.from", equalTo("Old"))
                .body("items[0].changes.find { it.field == 'name' }.to", equalTo("Renamed twice"));
        assertThat(tiles("sales-rep", "email==\"same-" + mark + "@example.org\"").getInt("items[0].version")).isEqualTo(1);
    }

    @Test
    void anImportChangesNoRecordThatThePersonMayNotChange() {
        String mark = unique("foreign");
        imported("sales-rep-2", "name,externalId\nTheirs," + mark + "\n", Map.of());

        JsonPath job = imported("sales-rep", "name,externalId\nMine," + mark + "\n", Map.of("matchOn", "externalId"));

        assertThat(counts(job)).isEqualTo("0 0 0 0 1");
        assertThat(errors("sales-rep", job)).contains("not yours to change");
        assertThat(tiles("crm-admin", "externalId==" + mark).getString("items[0].name")).isEqualTo("Theirs");
    }

    @Test
    void whenSeveralRecordsMatchNoneIsGuessed() {
        String mark = unique("several");
        imported("sales-rep", "name,externalId\nA,%1$s\nB,%1$s\n".formatted(mark), Map.of());

        JsonPath job = imported("sales-rep", "name,externalId\nC," + mark + "\n", Map.of("matchOn", "externalId"));

        assertThat(errors("sales-rep", job)).contains("2 records have the externalId");
    }

    @Test
    void whatOnlyTheDatabaseRefusesFailsAloneInABatch() {
        String mark = unique("taken");
        imported("sales-rep", "name,externalId\nFirst," + mark + "\n", Map.of());
        String taken = tiles("sales-rep", "externalId==" + mark).getString("items[0].id");
        StringBuilder file = new StringBuilder("name,id,externalId\n");
        for (int i = 0; i < 40; i++) {
            file.append("Tile,").append(i == 7 || i == 31 ? taken : UUID.randomUUID().toString()).append(',').append(mark).append('\n');
        }

        JsonPath dry = imported("sales-rep", file.toString(), Map.of("dryRun", "true"));
        JsonPath job = imported("sales-rep", file.toString(), Map.of());

        assertThat(counts(dry)).isEqualTo("38 0 0 0 2");
        assertThat(counts(job)).isEqualTo("38 0 0 0 2");
        assertThat(errors("sales-rep", job)).contains(",9,There is another record with a value that has to be unique.")
                .contains(",33,There is another record with a value that has to be unique.").isEqualTo(errors("sales-rep", dry));
        assertThat(tiles("sales-rep", "externalId==" + mark).getInt("total")).isEqualTo(39);
    }

    @Test
    void onlyTheStarterAndStewardsSeeAJob() {
        JsonPath job = imported("sales-rep", "name\nSecret\n", Map.of());
        String path = "/api/v1/imports/" + job.getString("id");

        as("crm-admin").get(path).then().statusCode(200);
        as("data-steward").get(path).then().statusCode(200);
        as("sales-rep-2").get(path).then().statusCode(404).body("type", equalTo("urn:crm:problem:not-found"));
        as("sales-rep-2").get(path + "/errors").then().statusCode(404);
        as("sales-rep-2").post(path + "/reversal").then().statusCode(404);
        anonymous().get(path).then().statusCode(401);
        as("sales-rep").get("/api/v1/imports/" + UUID.randomUUID()).then().statusCode(404);
        as("sales-rep").get("/api/v1/imports/nonsense/errors").then().statusCode(404);
    }

    @Test
    void whoCreatesNoRecordsImportsNone() {
        send("executive", "name\nA\n", Map.of()).then().statusCode(403);
        send("data-steward", "name\nA\n", Map.of()).then().statusCode(403);
    }

    @Test
    void aRepeatedRequestWithTheSameKeyIsTheSameImport() {
        String key = unique("key");
        byte[] file = ("name,externalId\nOnce," + key + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        Response first = send("sales-rep", file, "text/csv", Map.of(), key);
        Response second = send("sales-rep", file, "text/csv", Map.of(), key);
        Response other = send("sales-rep", "name\nOther\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/csv", Map.of(), key);

        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        other.then().statusCode(422).body("type", equalTo("urn:crm:problem:idempotency-key-reused"));
        ended("sales-rep", first);
        assertThat(tiles("sales-rep", "externalId==" + key).getInt("total")).isEqualTo(1);
    }

    @Test
    void anImportIsTakenBackExceptWhatSomebodyChangedSince() {
        String mark = unique("back");
        imported("sales-rep", "name,externalId,size,tags\nWas,%1$s-1,1,x\nAlso,%1$s-2,2,\n".formatted(mark), Map.of());
        JsonPath job = imported("sales-rep", """
                name,externalId,size,tags
                Is,%1$s-1,10,y
                Is too,%1$s-2,20,
                New,%1$s-3,30,
                Newer,%1$s-3,31,
                Changed,%1$s-4,40,
                Again,%1$s-1,11,
                """.formatted(mark), Map.of("matchOn", "externalId"));
        assertThat(counts(job)).isEqualTo("2 2 0 2 0");
        String changed = tiles("sales-rep", "externalId==" + mark + "-4").getString("items[0].id");
        as("sales-rep").header("If-Match", "*").body("{\"size\":41}").patch("/api/v1/tiles/" + changed).then().statusCode(200);
        String path = "/api/v1/imports/" + job.getString("id");

        as("sales-rep").post(path + "/reversal").then().statusCode(202);
        JsonPath reversed = awaited("sales-rep", path, "REVERSED");

        assertThat(reversed.getMap("reversal")).containsEntry("archived", 1).containsEntry("restored", 2).containsEntry("keptBecauseChanged", 1)
                .containsEntry("requestedBy", "sales-rep").containsKey("finishedAt");
        JsonPath left = tiles("sales-rep", "externalId==" + mark + "*");
        assertThat(left.getList("items.name")).containsExactly("Also", "Changed", "Was");
        assertThat(left.getList("items.size")).containsExactly(2, 41, 1);
        assertThat(left.getList("items.version")).containsExactly(3, 2, 3);
        assertThat(left.getList("items[2].tags")).containsExactly("x");
        as("sales-rep").post(path + "/reversal").then().statusCode(409).body("type", equalTo("urn:crm:problem:import-already-reversed"));
    }

    @Test
    void aDryRunCannotBeTakenBack() {
        JsonPath job = imported("sales-rep", "name\nDry\n", Map.of("dryRun", "true"));

        as("sales-rep").post("/api/v1/imports/" + job.getString("id") + "/reversal").then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:import-not-reversible"));
    }

    @Test
    void theErrorFileComesAsCsvAlone() {
        JsonPath job = imported("sales-rep", "name\nFine\n", Map.of());

        as("sales-rep").get("/api/v1/imports/" + job.getString("id") + "/errors?format=xml").then().statusCode(400)
                .body("detail", containsString("csv"));
        assertThat(errors("sales-rep", job)).isEqualTo("name,import row,import reason\r\n");
    }
}
