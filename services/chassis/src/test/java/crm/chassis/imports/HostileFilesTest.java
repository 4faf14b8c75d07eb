package crm.chassis.imports;

import static crm.chassis.imports.Files.counts;
import static crm.chassis.imports.Files.ended;
import static crm.chassis.imports.Files.errors;
import static crm.chassis.imports.Files.imported;
import static crm.chassis.imports.Files.send;
import static crm.chassis.imports.Files.tiles;
import static crm.chassis.imports.Files.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as the world sends them. */
@QuarkusTest
@WithTestResource(PlatformParts.class)
class HostileFilesTest {

    @Test
    void byteOrderMarkSemicolonsWindowsLinesQuotesAndEmojiAreRead() {
        String mark = unique("windows");
        String file = "\uFEFFname;notes;externalId\r\n\"Tile; \"\"quoted\"\" 🟦\";\"two\r\nlines\";" + mark + "\r\n\r\nשלום;\"'=1+1\";" + mark + "\r\n";

        JsonPath job = imported("sales-rep", file, Map.of());

        assertThat(counts(job)).isEqualTo("2 0 0 0 0");
        JsonPath tiles = tiles("sales-rep", "externalId==" + mark);
        assertThat(tiles.getString("items[0].name")).isEqualTo("Tile; \"quoted\" 🟦");
        assertThat(tiles.getString("items[0].notes")).isEqualTo("two\r\nlines");
        assertThat(tiles.getString("items[1].name")).isEqualTo("שלום");
        assertThat(tiles.getString("items[1].notes")).isEqualTo("=1+1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "utf-8"})
    void aStatedCharsetIsHonoured(String charset) {
        String mark = unique("charset");

        JsonPath job = ended("sales-rep", send("sales-rep", ("name\texternalId\nGröße Ñandú\t" + mark + "\n").getBytes(Charset.forName(charset)),
                "text/csv; charset=" + charset, Map.of(), null));

        assertThat(counts(job)).isEqualTo("1 0 0 0 0");
        assertThat(tiles("sales-rep", "externalId==" + mark).getString("items[0].name")).isEqualTo("Größe Ñandú");
    }

    @Test
    void latin1ThatSaysItIsNothingElseIsRefusedWithItsLine() {
        byte[] file = "name\nfine\nGröße\n".getBytes(StandardCharsets.ISO_8859_1);

        send("sales-rep", file, "text/csv", Map.of(), null).then().statusCode(400).contentType("application/problem+json")
                .body("detail", equalTo("Line 3 is not text in UTF-8. State the charset of the file, as in Content-Type: text/csv; charset=windows-1252."));
    }

    @Test
    void anUnknownCharsetIsRefused() {
        send("sales-rep", new byte[] {'n'}, "text/csv; charset=klingon", Map.of(), null).then().statusCode(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``| The file is empty",
        "`\n\n`| The file is empty",
        "`,,\nA,B,C`| The file is empty",
        "`name,name\nA,B`| The header names two columns \"name\"",
        "`colour of it,other\nA,B`| do not fit together",
        "`name\nA\n\"B`| The quote that opens in line 3 is never closed",
        "`na\0me\nA`| a character that text cannot have",
    })
    void aFileThatIsNoTableIsRefusedAtOnce(String file, String reason) {
        send("sales-rep", file == null ? "" : file, Map.of()).then().statusCode(400).contentType("application/problem+json").body("detail", containsString(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`{\"nme\":\"name\"}`| The file has no column nme. Columns: name, size.",
        "`{\"name\":\"nmae\"}`| There is no field nmae that an import could set.",
        "`{\"name\":\"version\"}`| There is no field version that an import could set.",
        "`{\"name\":\"doubleSize\"}`| There is no field doubleSize that an import could set.",
        "`{\"name\":\"recipe\"}`| There is no field recipe that an import could set.",
        "`{\"name\":\"name\",\"size\":\"name\"}`| Two columns go into name.",
        "`{\"name\":{\"field\":\"name\",\"lokup\":\"x\"}}`| A mapping has no member lokup",
        "`{\"name\":{\"field\":\"name\",\"lookup\":\"x\"}}`| name refers to no record of this service",
        "`{\"name\":{\"field\":\"neighbourId\",\"lookup\":\"size\"}}`| A tile cannot be looked up by size.",
        "`{\"name\":{\"field\":\"name\",\"format\":\"M/d\"}}`| A format is for dates, moments and numbers; name is none.",
        "`{\"size\":{\"field\":\"laidOn\",\"format\":\"bcfj\"}}`| The format bcfj is no pattern of dates",
        "`{\"size\":{\"field\":\"size\",\"format\":\"#\"}}`| The format of a number is 1,234.56 or 1.234,56.",
        "`{\"name\":7}`| The mapping of name has to be the name of a field",
        "`[]`| The mapping has to be a JSON object from column to field.",
        "`{}`| No column goes into a field. Columns: name, size.",
        "`{`| The mapping is not valid JSON.",
    })
    void aMappingThatDoesNotFitIsRefusedAtOnce(String mapping, String reason) {
        Response refused = send("sales-rep", "name,size\nA,1\n", Map.of("mapping", mapping));

        refused.then().statusCode(400).contentType("application/problem+json");
        assertThat(refused.jsonPath().getString("errors[0].detail")).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "colours| Rows cannot be matched on colours.",
        "place| Rows cannot be matched on place.",
        "place.city| Rows cannot be matched on place.city.",
        "recipe| Rows cannot be matched on recipe.",
        "email| No column goes into email",
    })
    void matchingOnWhatIsNotThereIsRefusedAtOnce(String matchOn, String reason) {
        send("sales-rep", "name,size\nA,1\n", Map.of("matchOn", matchOn)).then().statusCode(400)
                .body("errors[0].detail", containsString(reason)).body("errors[0].pointer", equalTo("matchOn"));
    }

    @Test
    void tooManyColumnsAreRefused() {
        StringBuilder wide = new StringBuilder("name");
        for (int i = 1; i <= 500; i++) {
            wide.append(",c").append(i);
        }

        send("sales-rep", wide + "\n", Map.of()).then().statusCode(400).body("detail", equalTo("The file may have at most 500 columns."));
    }

    @Test
    void longCellsFailTheirRowAlone() {
        String mark = unique("long");
        String file = "name,notes,externalId\nA," + "x".repeat(4_000) + "," + mark + "\nB," + "🟦".repeat(5_000) + "," + mark + "\nC,"
                + "y".repeat(40_000) + "," + mark + "\nD\0,," + mark + "\n" + "E".repeat(10_000) + ",," + mark + "\n";

        JsonPath job = imported("sales-rep", file, Map.of());

        assertThat(counts(job)).isEqualTo("1 0 0 0 4");
        assertThat(errors("sales-rep", job)).contains("notes may have at most 4000 characters.").contains("notes has a cell of more than 32000 characters.")
                .contains("D\uFFFD").contains("name may have at most 100 characters.").contains("y".repeat(40_000));
    }

    @Test
    void aCellWithoutEndIsRefused() {
        send("sales-rep", "name\n\"" + "x".repeat(1_100_000) + "\"\n", Map.of()).then().statusCode(400).body("detail", containsString("Row 2 is not a row of CSV"));
    }

    @Test
    void aHeaderWithoutRowsIsAnImportOfNothing() {
        assertThat(counts(imported("sales-rep", "name", Map.of()))).isEqualTo("0 0 0 0 0");
    }

    @Test
    void somethingThatIsNotCsvIsRefused() {
        send("sales-rep", "{}".getBytes(StandardCharsets.UTF_8), "application/json", Map.of(), null).then().statusCode(415);
    }
}
