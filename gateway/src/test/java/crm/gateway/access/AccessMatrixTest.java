package crm.gateway.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.routing.ApiCollection;
import crm.gateway.routing.ApiCollections;
import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each role, each collection, reading and writing, against the table that people agreed on (access-matrix.csv). */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AccessMatrixTest {

    @TestHTTPResource
    URI gateway;

    /** Role to collection to {@code rw}, {@code r} or nothing. */
    private static Map<String, Map<String, String>> agreed() throws IOException {
        Map<String, Map<String, String>> agreed = new TreeMap<>();
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                AccessMatrixTest.class.getResourceAsStream("/access-matrix.csv"), StandardCharsets.UTF_8))) {
            List<String> roles = List.of(file.readLine().split(",", -1));
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                String[] cells = line.split(",", -1);
                for (int column = 1; column < roles.size(); column++) {
                    agreed.computeIfAbsent(roles.get(column), role -> new TreeMap<>()).put(cells[0], cells[column]);
                }
            }
        }
        return agreed;
    }

    @Test
    void theTableNamesEveryRoleAndEveryCollection() throws IOException {
        Map<String, Map<String, String>> agreed = agreed();
        assertEquals(new TreeSet<>(List.of(Role.values()).stream().map(Role::key).toList()),
                new TreeSet<>(agreed.keySet()));
        assertEquals(new ApiCollections().all().stream().filter(collection -> !collection.open())
                .map(ApiCollection::name)
                .collect(Collectors.toCollection(TreeSet::new)), new TreeSet<>(agreed.get("crm-admin").keySet()));
    }

    /** Two thousand requests: those of one role at the same time, once the gateway knows who asks. */
    @Test
    void everyRoleReadsAndWritesWhatItMayAndNothingElse() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        List<String> wrong = new ArrayList<>();
        agreed().forEach((role, rights) -> {
            String token = Issuer.token("somebody-" + role, role);
            assertEquals(200, given().auth().oauth2(token).get("/api/v1/me").statusCode());
            List<CompletableFuture<String>> answers = new ArrayList<>();
            rights.forEach((collection, right) -> {
                answers.add(check(client, token, role, "GET", collection, right.contains("r")));
                answers.add(check(client, token, role, "POST", collection, right.contains("w")));
                answers.add(check(client, token, role, "DELETE", collection, right.contains("w")));
            });
            answers.stream().map(CompletableFuture::join).filter(Objects::nonNull).forEach(wrong::add);
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void rolesOfOnePersonAddUp() {
        String token = Issuer.token("both", "executive", "marketer");
        given().auth().oauth2(token).post("/api/v1/campaigns").then().statusCode(200);
        given().auth().oauth2(token).get("/api/v1/audit").then().statusCode(200);
    }

    /** What is wrong; null for nothing. */
    private CompletableFuture<String> check(HttpClient client, String token, String role, String method, String collection,
            boolean allowed) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/v1/" + collection)).version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token).method(method, HttpRequest.BodyPublishers.noBody()).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(answer ->
                answer.statusCode() == (allowed ? 200 : 403) ? null : role + " " + method + " " + collection + ": " + answer.statusCode());
    }
}
