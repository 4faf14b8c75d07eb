package crm.opportunities.access;

import static crm.opportunities.Given.PIPELINE;
import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.RefusedTokens;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each role at each endpoint with a record of its own, of the central and of the eastern sales team, of another department
 * and of nobody.
 */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class AccessMatrixTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # role              | creates | reads                           | changes
            sales-rep           | yes     | own central east support nobody | own nobody
            sales-rep-2         | yes     | own central east support nobody | own east nobody
            sales-manager       | yes     | own central east support nobody | own central east nobody
            success-manager     | yes     | own central east support nobody | own nobody
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            data-steward        | no      | own central east support nobody | own central east support nobody
            marketer            | no      | own central east support nobody |
            marketing-manager   | no      | own central east support nobody |
            support-agent       | no      | own central east support nobody |
            support-manager     | no      | own central east support nobody |
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void accounts(String login, String creates, String reads, String changes) {
        check("accounts", login, creates, reads, changes, "{\"name\":\"" + unique("Matrix") + "\"%s}", "{\"industry\":\"" + unique("x") + "\"}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sales-rep           | yes     | own central east support nobody | own nobody
            sales-rep-2         | yes     | own central east support nobody | own east nobody
            sales-manager       | yes     | own central east support nobody | own central east nobody
            success-manager     | yes     | own central east support nobody | own nobody
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            data-steward        | no      | own central east support nobody | own central east support nobody
            marketer            | no      | own central east support nobody |
            marketing-manager   | no      | own central east support nobody |
            support-agent       | no      | own central east support nobody |
            support-manager     | no      | own central east support nobody |
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void contacts(String login, String creates, String reads, String changes) {
        SoftAssertions softly = new SoftAssertions();
        check("contacts", login, creates, reads, changes, "{\"lastName\":\"" + unique("Matrix") + "\"%s}", "{\"title\":\"" + unique("x") + "\"}")
                .forEach((whose, record) -> softly.assertThat(Callers.as(login).header("If-Match", "*").body("{\"accountLinks\":[{\"accountId\":\"" + UUID.randomUUID() + "\"}]}")
                        .put(path("contacts", record) + "/account-links").statusCode()).as("%s links %s", login, whose).isEqualTo(changed(whose, reads, changes, 422)));
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sales-rep           | yes     | own central nobody              | own nobody
            sales-rep-2         | yes     | own east nobody                 | own east nobody
            sales-manager       | yes     | own central east nobody         | own central east nobody
            success-manager     | no      | own central east support nobody |
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            data-steward        | no      | own central east support nobody | own central east support nobody
            marketer            | no      | own central east support nobody |
            marketing-manager   | no      | own central east support nobody |
            support-agent       | no      | own central east support nobody |
            support-manager     | no      | own central east support nobody |
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void opportunities(String login, String creates, String reads, String changes) {
        String account = Given.account("integration", unique("Matrix")).path("id").asText();
        Map<String, JsonNode> records = check("opportunities", login, creates, reads, changes,
                "{\"name\":\"" + unique("Matrix") + "\",\"accountId\":\"" + account + "\"%s}", "{\"nextStep\":\"" + unique("x") + "\"}");
        SoftAssertions softly = new SoftAssertions();
        records.forEach((whose, record) -> {
            String path = path("opportunities", record);
            softly.assertThat(Callers.as(login).get(path + "/stage-history").statusCode()).as("%s stage-history of %s", login, whose)
                    .isEqualTo(words(reads).contains(whose) ? 200 : 404);
            // a stage that does not exist: who may move the record hears that, everybody else that they may not
            softly.assertThat(Callers.as(login).body("{\"stageId\":\"" + UUID.randomUUID() + "\"}").post(path + "/stage").statusCode())
                    .as("%s moves %s", login, whose).isEqualTo(changed(whose, reads, changes, 422));
            softly.assertThat(Callers.as(login).get(path + "/line-items").statusCode()).as("%s line items of %s", login, whose)
                    .isEqualTo(words(reads).contains(whose) ? 200 : 404);
            // the same with a product that does not exist
            softly.assertThat(Callers.as(login).header("If-Match", "*").body("{\"lineItems\":[{\"productId\":\"" + UUID.randomUUID() + "\",\"quantity\":1}]}")
                    .put(path + "/line-items").statusCode()).as("%s sets line items of %s", login, whose).isEqualTo(changed(whose, reads, changes, 422));
            softly.assertThat(Callers.as(login).header("If-Match", "*").body("{\"splits\":[{\"owner\":\"nobody-here\",\"percent\":100}]}")
                    .put(path + "/splits").statusCode()).as("%s splits %s", login, whose).isEqualTo(changed(whose, reads, changes, 422));
            softly.assertThat(Callers.as(login).header("If-Match", "*").body("{\"contactRoles\":[{\"contactId\":\"" + UUID.randomUUID() + "\"}]}")
                    .put(path + "/contact-roles").statusCode()).as("%s sets contact roles of %s", login, whose).isEqualTo(changed(whose, reads, changes, 422));
            softly.assertThat(Callers.as(login).body("{\"pipelineId\":\"" + UUID.randomUUID() + "\"}").post(path + "/pipeline").statusCode())
                    .as("%s moves %s to another pipeline", login, whose).isEqualTo(changed(whose, reads, changes, 422));
            // whoever works with opportunities nudges the owner of any that they see, where there is one
            softly.assertThat(Callers.as(login).body("{}").post(path + "/nudge").statusCode()).as("%s nudges the owner of %s", login, whose)
                    .isEqualTo(!words(reads).contains(whose) ? 404 : changes == null ? 403 : whose.equals("nobody") ? 409 : 201);
        });
        softly.assertThat(Callers.as(login).get("/api/v1/pipelines/" + PIPELINE + "/board").statusCode()).isEqualTo(200);
        softly.assertThat(Callers.as(login).get("/api/v1/pipelines").statusCode()).isEqualTo(200);
        softly.assertThat(Callers.as(login).get("/api/v1/pipelines/" + PIPELINE).statusCode()).isEqualTo(200);
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"sales-manager,true", "crm-admin,true", "sales-rep,false", "sales-rep-2,false", "integration,false", "success-manager,false", "data-steward,false",
        "marketer,false", "marketing-manager,false", "support-agent,false", "support-manager,false", "compliance-officer,false", "executive,false"})
    void pipelines(String login, boolean edits) {
        String path = path("pipelines", Given.pipeline("\"First\",10"));
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(Callers.as(login).get(path).statusCode()).isEqualTo(200);
        softly.assertThat(Callers.as(login).get(path + "/versions").statusCode()).isEqualTo(200);
        softly.assertThat(Callers.as(login).body("{\"name\":\"" + unique("Matrix") + "\",\"stages\":" + Given.stages("\"First\",10") + "}")
                .post("/api/v1/pipelines").statusCode()).as("%s creates", login).isEqualTo(edits ? 201 : 403);
        softly.assertThat(Callers.as(login).header("If-Match", "*").body("{\"name\":\"" + unique("Matrix") + "\"}").patch(path).statusCode())
                .as("%s changes", login).isEqualTo(edits ? 200 : 403);
        softly.assertThat(Callers.as(login).header("If-Match", "*").delete(path).statusCode()).as("%s archives", login).isEqualTo(edits ? 200 : 403);
        softly.assertThat(Callers.as(login).post(path + "/restoration").statusCode()).as("%s restores", login).isEqualTo(edits ? 200 : 403);
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sales-manager       | yes     | own central east support nobody | own central east support nobody
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            sales-rep           | no      | own central east support nobody |
            success-manager     | no      | own central east support nobody |
            data-steward        | no      | own central east support nobody |
            marketer            | no      | own central east support nobody |
            marketing-manager   | no      | own central east support nobody |
            support-agent       | no      | own central east support nobody |
            support-manager     | no      | own central east support nobody |
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void products(String login, String creates, String reads, String changes) {
        check("products", login, creates, reads, changes, "{\"name\":\"%2$s\"%1$s}", "{\"series\":\"" + unique("x") + "\"}");
        check("price-lists", login, creates, reads, changes, "{\"name\":\"%2$s\",\"validFrom\":\"2026-01-01\"%1$s}", "{\"description\":\"" + unique("x") + "\"}");
        String list = created("integration", "price-lists", "{\"name\":\"" + unique("Matrix") + "\",\"validFrom\":\"2026-01-01\"}").path("id").asText();
        String product = created("integration", "products", "{\"name\":\"" + unique("Matrix") + "\"}").path("id").asText();
        JsonNode price = created("integration", "product-prices", "{\"priceListId\":\"" + list + "\",\"productId\":\"" + product + "\",\"unitPrice\":1}");
        assertThat(Callers.as(login).get(path("product-prices", price)).statusCode()).isEqualTo(200);
        assertThat(Callers.as(login).body("{\"priceListId\":\"" + list + "\",\"productId\":\"" + product + "\",\"unitPrice\":1,\"recurrence\":\"YEARLY\"}")
                .post("/api/v1/product-prices").statusCode()).isEqualTo("yes".equals(creates) ? 201 : 403);
        assertThat(Given.patched(login, "product-prices", price, "{\"unitPrice\":2}").statusCode()).isEqualTo(changes == null ? 403 : 200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sales-rep           | yes     | own central nobody              | own nobody
            sales-rep-2         | yes     | own east nobody                 | own east nobody
            sales-manager       | yes     | own central east nobody         | own central east nobody
            success-manager     | yes     | own central east support nobody | own nobody
            marketer            | yes     | own nobody                      | own nobody
            marketing-manager   | yes     | own nobody                      | own nobody
            support-agent       | yes     | own support nobody              | own nobody
            support-manager     | yes     | own support nobody              | own support nobody
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            data-steward        | no      | own central east support nobody | own central east support nobody
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void activities(String login, String creates, String reads, String changes) {
        Map<String, JsonNode> records = check("activities", login, creates, reads, changes, "{\"type\":\"TASK\",\"subject\":\"" + unique("Matrix") + "\"%s}",
                "{\"outcome\":\"" + unique("x") + "\"}");
        SoftAssertions softly = new SoftAssertions();
        records.forEach((whose, record) -> {
            for (String act : List.of("completion", "reopening")) {
                softly.assertThat(Callers.as(login).body("{}").post(path("activities", record) + "/" + act).statusCode())
                        .as("%s: %s of %s", login, act, whose).isEqualTo(changed(whose, reads, changes, 200));
            }
        });
        softly.assertAll();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sales-rep           | yes     | own central east support nobody | own nobody
            sales-rep-2         | yes     | own central east support nobody | own east nobody
            sales-manager       | yes     | own central east support nobody | own central east nobody
            success-manager     | yes     | own central east support nobody | own central east support nobody
            crm-admin           | yes     | own central east support nobody | own central east support nobody
            integration         | yes     | own central east support nobody | own central east support nobody
            data-steward        | no      | own central east support nobody |
            marketer            | no      | own central east support nobody |
            marketing-manager   | no      | own central east support nobody |
            support-agent       | no      | own central east support nobody |
            support-manager     | no      | own central east support nobody |
            compliance-officer  | no      | own central east support nobody |
            executive           | no      | own central east support nobody |
            """)
    void commitments(String login, String creates, String reads, String changes) {
        String account = Given.account("integration", unique("Matrix")).path("id").asText();
        Map<String, JsonNode> records = check("commitments", login, creates, reads, changes,
                "{\"what\":\"" + unique("Matrix") + "\",\"dueOn\":\"2090-01-01\",\"accountId\":\"" + account + "\"%s}", "{\"what\":\"" + unique("x") + "\"}");
        SoftAssertions softly = new SoftAssertions();
        records.forEach((whose, record) -> {
            for (String act : List.of("breach", "fulfilment")) {
                softly.assertThat(Callers.as(login).body("{\"outcome\":\"x\"}").post(path("commitments", record) + "/" + act).statusCode())
                        .as("%s: %s of %s", login, act, whose).isEqualTo(changed(whose, reads, changes, 200));
            }
        });
        softly.assertAll();
    }

    @Test
    void nobodyGetsInWithoutLoggingIn() {
        String id = UUID.randomUUID().toString();
        SoftAssertions softly = new SoftAssertions();
        for (String collection : List.of("accounts", "contacts", "opportunities", "products", "price-lists", "product-prices", "commitments", "activities")) {
            String path = "/api/v1/" + collection;
            softly.assertThat(Callers.anonymous().get(path).statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().get(path + "/summary").statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().get(path + "/export").statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().get(path + "/" + id).statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().get(path + "/" + id + "/history").statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().body("{}").post(path).statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().body("{}").patch(path + "/" + id).statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().delete(path + "/" + id).statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().post(path + "/" + id + "/restoration").statusCode()).isEqualTo(401);
            softly.assertThat(Callers.anonymous().contentType("text/csv").body("a").post(path + "/imports").statusCode()).isEqualTo(401);
        }
        for (String path : List.of("/api/v1/pipelines", "/api/v1/pipelines/" + id, "/api/v1/pipelines/" + id + "/versions")) {
            softly.assertThat(Callers.anonymous().get(path).statusCode()).as(path).isEqualTo(401);
        }
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/pipelines").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").patch("/api/v1/pipelines/" + id).statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().delete("/api/v1/pipelines/" + id).statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().post("/api/v1/pipelines/" + id + "/restoration").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/opportunities/" + id + "/pipeline").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/opportunities/" + id + "/nudge").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/opportunities/" + id + "/stage").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().get("/api/v1/opportunities/" + id + "/stage-history").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/commitments/" + id + "/fulfilment").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/commitments/" + id + "/breach").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").post("/api/v1/activities/" + id + "/reopening").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").put("/api/v1/opportunities/" + id + "/splits").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").put("/api/v1/opportunities/" + id + "/contact-roles").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").put("/api/v1/contacts/" + id + "/account-links").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().get("/api/v1/opportunities/" + id + "/line-items").statusCode()).isEqualTo(401);
        softly.assertThat(Callers.anonymous().body("{}").put("/api/v1/opportunities/" + id + "/line-items").statusCode()).isEqualTo(401);
        softly.assertAll();
    }

    @Test
    void tokensThatAreNotWhatTheySeemAreRefused() throws Exception {
        RefusedTokens.all().forEach((flaw, token) -> assertThat(io.restassured.RestAssured.given().auth().oauth2(token)
                .get("/api/v1/accounts").statusCode()).as(flaw).isEqualTo(401));
    }

    private static Map<String, JsonNode> check(String collection, String login, String creates, String reads, String changes, String body, String patch) {
        Given.theTeamsAreKnown();
        String mark = UUID.randomUUID().toString();
        Map<String, JsonNode> records = new LinkedHashMap<>();
        owners(login).forEach((whose, owner) ->
                records.put(whose, created("integration", collection, body.formatted(",\"externalId\":\"" + mark + "\"" + owner, unique("Matrix")))));
        SoftAssertions softly = new SoftAssertions();
        Response creation = Callers.as(login).body(body.formatted("", unique("Matrix"))).post("/api/v1/" + collection);
        softly.assertThat(creation.statusCode()).as("%s creates", login).isEqualTo("yes".equals(creates) ? 201 : 403);
        records.forEach((whose, record) -> {
            String path = path(collection, record);
            int readable = words(reads).contains(whose) ? 200 : 404;
            int changeable = changed(whose, reads, changes, 200);
            softly.assertThat(Callers.as(login).get(path).statusCode()).as("%s reads %s", login, whose).isEqualTo(readable);
            softly.assertThat(Callers.as(login).get(path + "/history").statusCode()).as("%s reads the history of %s", login, whose).isEqualTo(readable);
            softly.assertThat(Callers.as(login).header("If-Match", "*").body(patch).patch(path).statusCode())
                    .as("%s changes %s", login, whose).isEqualTo(changeable);
            softly.assertThat(Callers.as(login).header("If-Match", "*").delete(path).statusCode())
                    .as("%s archives %s", login, whose).isEqualTo(changeable);
            softly.assertThat(Callers.as(login).post(path + "/restoration").statusCode())
                    .as("%s restores %s", login, whose).isEqualTo(changeable);
        });
        softly.assertThat(listed(collection, login, mark, records)).as("%s lists", login).isEqualTo(words(reads));
        JsonNode summary = json(Callers.as(login).queryParam("filter", "externalId==" + mark).get("/api/v1/" + collection + "/summary"));
        softly.assertThat(summary.at("/items/0/count").asInt()).as("%s counts", login).isEqualTo(words(reads).size());
        String export = Callers.as(login).accept("*/*").queryParam("filter", "externalId==" + mark).queryParam("format", "csv")
                .get("/api/v1/" + collection + "/export").asString();
        softly.assertThat(export.lines().count()).as("%s exports", login).isEqualTo(words(reads).size() + 1L);
        softly.assertAll();
        return records;
    }

    private static Map<String, String> owners(String login) {
        Map<String, String> owners = new LinkedHashMap<>();
        owners.put("own", owner(login, "somewhere-else"));
        owners.put("central", owner("someone-central", "sales-central"));
        // of the two people of the local realm in sales, the second is the eastern one
        owners.put("east", owner("sales-rep-2", "sales-east"));
        owners.put("support", owner("someone-in-support", "support"));
        owners.put("nobody", "");
        return owners;
    }

    private static String owner(String login, String team) {
        return ",\"owner\":\"" + login + "\",\"team\":\"" + team + "\"";
    }

    private static Set<String> listed(String collection, String login, String mark, Map<String, JsonNode> records) {
        Set<String> whose = new TreeSet<>();
        json(Callers.as(login).queryParam("filter", "externalId==" + mark).get("/api/v1/" + collection)).path("items").forEach(item ->
                records.forEach((name, record) -> {
                    if (record.path("id").equals(item.path("id"))) {
                        whose.add(name);
                    }
                }));
        return whose;
    }

    private static int changed(String whose, String reads, String changes, int done) {
        return words(changes).contains(whose) ? done : words(reads).contains(whose) ? 403 : 404;
    }

    private static String path(String collection, JsonNode record) {
        return "/api/v1/" + collection + "/" + record.path("id").asText();
    }

    private static Set<String> words(String text) {
        return text == null ? Set.of() : new LinkedHashSet<>(List.of(text.split(" ")));
    }
}
