package crm.leads.duplicate;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@LeadsParts
class DuplicateCheckTest {

    @Test
    void theSameEmailIsSuspectedWhateverItsCaseUnlessTheCallerInsists() {
        String email = unique() + "@Example.org";
        String first = as("sales-rep").body("{\"lastName\":\"Kafka\",\"firstName\":\"Franz\",\"email\":\"" + email + "\"}").post(LEADS)
                .then().statusCode(201).extract().path("id");
        String again = "{\"lastName\":\"Somebody\",\"email\":\"" + email.toUpperCase(java.util.Locale.ROOT) + "\"}";

        as("sales-rep").body(again).post(LEADS).then().statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:duplicate-suspected"))
                .body("candidates", hasSize(1))
                .body("candidates[0].id", equalTo(first))
                .body("candidates[0].name", equalTo("Franz Kafka"))
                .body("candidates[0].email", equalTo(email))
                .body("candidates[0].reason", equalTo("EMAIL"))
                .body("candidates[0].similarity", equalTo(1.0f))
                .body("hiddenCandidates", equalTo(0));
        as("sales-rep").queryParam("allowDuplicate", true).body(again).post(LEADS).then().statusCode(201);
    }

    @Test
    void aLeadOfAnotherTeamIsCountedAndNotShown() {
        String email = unique() + "@example.org";
        as("sales-rep").body("{\"email\":\"" + email + "\"}").post(LEADS).then().statusCode(201);

        as("sales-rep-2").body("{\"email\":\"" + email + "\"}").post(LEADS).then().statusCode(409)
                .body("candidates", empty())
                .body("hiddenCandidates", equalTo(1));
    }

    @Test
    void anArchivedLeadIsNoDuplicate() {
        String body = "{\"email\":\"" + unique() + "@example.org\"}";
        String first = as("sales-rep").body(body).post(LEADS).then().statusCode(201).extract().path("id");
        as("sales-rep").header("If-Match", "*").delete(LEADS + "/" + first).then().statusCode(200);

        as("sales-rep").body(body).post(LEADS).then().statusCode(201);
    }

    /** One number as people write it, with and without the code of the country. */
    @ParameterizedTest
    @CsvSource({
        "+41 44 5NNNNNN, 044/5NNNNNN, true",
        "+41 (44) 5NNN-NNN, 0041445NNNNNN, true",
        "+1 415 5NNNNNN, (415) 5NNNNNN, true",
        "+41 44 5NNNNNN, +41 44 6NNNNNN, false",
        "NNN, NNN, false"})
    void theSameNumberIsSuspectedHoweverItIsWritten(String known, String entered, boolean suspected) {
        String digits = String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));
        as("sales-rep").body("{\"phone\":\"" + filled(known, digits) + "\"}").post(LEADS).then().statusCode(201);

        Response second = as("sales-rep").body("{\"lastName\":\"Mobile\",\"mobile\":\"" + filled(entered, digits) + "\"}").post(LEADS);

        assertThat(second.statusCode()).isEqualTo(suspected ? 409 : 201);
        if (suspected) {
            assertThat(second.jsonPath().getString("candidates[0].reason")).isEqualTo("PHONE");
        }
    }

    private static String filled(String pattern, String digits) {
        StringBuilder number = new StringBuilder();
        int next = 0;
        for (char c : pattern.toCharArray()) {
            number.append(c == 'N' ? digits.charAt(next++) : c);
        }
        return number.toString();
    }

    @Test
    void twoPeopleOfOneCompanyMayShareItsNumber() {
        String number = "+41 44 7" + String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));
        as("sales-rep").body("{\"firstName\":\"Franz\",\"lastName\":\"Kafka\",\"phone\":\"" + number + "\"}").post(LEADS).then().statusCode(201);

        as("sales-rep").body("{\"firstName\":\"Milena\",\"lastName\":\"Jesenská\",\"phone\":\"" + number + "\"}").post(LEADS).then().statusCode(201);
    }

    /** What is the same person to people, and what only looks alike. # stands for what makes a company unique in this run. */
    @ParameterizedTest(name = "{0} {1} of {2} and {3} {4} of {5}: {6}")
    @CsvSource({
        "Jon, Smith, #Acme, John, Smith, #Acme Inc., true",
        "Robert, Brown, #Acme GmbH & Co. KG, Rob, Brown, The #Acme, true",
        "Anna, Schmidt, #Acme Tools, Anna, Schmitt, #Acme Tool, true",
        "Catherine, Wilson, #Acme Ltd, Katherine, Wilson, #Acme, true",
        "Jürgen, Müller, #Acme, JÜRGEN, MÜLLER, #ACME AG, true",
        "محمد, الأحمد, #Acme, محمد, الأحمد, #Acme, true",
        "Jane, Smith, #Acme, John, Smith, #Acme, false",
        "Mary, Jones, #Acme, Mary, Johnson, #Acme, false",
        "Tom, Hansen, #Acme, Tim, Hansen, #Acme, false",
        "Peter, Meier, #Acme, Paul, Maurer, #Acme, false"})
    void alikeNamesInAlikeCompaniesAreSuspected(String first1, String last1, String company1, String first2, String last2, String company2,
            boolean suspected) {
        String unique = unique();
        as("sales-rep").body(person(first1, last1, company1.replace("#", unique), null)).post(LEADS).then().statusCode(201);

        Response second = as("sales-rep").body(person(first2, last2, company2.replace("#", unique), null)).post(LEADS);

        assertThat(second.statusCode()).isEqualTo(suspected ? 409 : 201);
        if (suspected) {
            assertThat(second.jsonPath().getString("candidates[0].reason")).isEqualTo("NAME_AND_COMPANY");
            assertThat(second.jsonPath().getDouble("candidates[0].similarity")).isBetween(0.6, 1.0);
        }
    }

    @Test
    void theSameNameInAnotherCompanyIsAnotherPerson() {
        as("sales-rep").body(person("John", "Smith", unique() + " Tools", null)).post(LEADS).then().statusCode(201);

        as("sales-rep").body(person("John", "Smith", unique() + " Foods", null)).post(LEADS).then().statusCode(201);
    }

    @Test
    void namesThatAreOnlyAlikeDoNotCountWhereTheEmailAddressesDiffer() {
        String company = unique();
        as("sales-rep").body(person("Peter", "Müller", company, unique() + "@example.org")).post(LEADS).then().statusCode(201);

        as("sales-rep").body(person("Petra", "Müller", company, unique() + "@example.org")).post(LEADS).then().statusCode(201);
        as("sales-rep").body(person("Peter", "Müller", company, unique() + "@example.org")).post(LEADS).then().statusCode(409)
                .body("candidates", hasSize(1));
    }

    @Test
    void ofTwoWhoEnterTheSameLeadAtOnceExactlyOneSucceeds() {
        for (int round = 0; round < 5; round++) {
            String email = unique() + "@example.org";
            List<CompletableFuture<Integer>> both = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> as(i % 2 == 0 ? "sales-rep" : "sales-rep-2")
                            .body("{\"lastName\":\"Race " + i + "\",\"email\":\"" + email + "\"}").post(LEADS).statusCode()))
                    .toList();

            assertThat(both.stream().map(CompletableFuture::join)).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    private static String person(String first, String last, String company, String email) {
        return "{\"firstName\":\"" + first + "\",\"lastName\":\"" + last + "\",\"company\":\"" + company + "\""
                + (email == null ? "" : ",\"email\":\"" + email + "\"") + "}";
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
