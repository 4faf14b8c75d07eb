package crm.governance.follow;

import static crm.chassis.testing.Callers.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Owner;
import crm.governance.testing.Told;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GovernanceParts
class FollowTest {

    private static final String FOLLOWS = "/api/v1/follows";

    @Test
    void whatIFollowIsInMyListAndInNobodyElsesAndIsToldOnce() {
        UUID account = Told.known("account", "stranger", "strangers", "\"name\":\"Acme\"");

        as("sales-rep").put(FOLLOWS + "/account/" + account).then().statusCode(204);
        as("sales-rep").put(FOLLOWS + "/account/" + account).then().statusCode(204);
        as("sales-rep").get(FOLLOWS).then().statusCode(200).body("items.recordId", hasItem(account.toString())).body("items[0].recordType", equalTo("account"));
        as("sales-rep-2").get(FOLLOWS).then().body("items.recordId", not(hasItem(account.toString())));

        as("sales-rep").delete(FOLLOWS + "/account/" + account).then().statusCode(204);
        as("sales-rep").delete(FOLLOWS + "/account/" + account).then().statusCode(204);
        as("sales-rep").get(FOLLOWS).then().body("items.recordId", not(hasItem(account.toString())));

        await().until(() -> Owner.reads("select string_agg(split_part(type, '.', 3) || ' ' || (data->>'user'), ', ' order by record_version) from audit_entry"
                + " where record_id = '" + account + "' and type like '%follow%'"), "record-followed sales-rep, record-unfollowed sales-rep"::equals);
    }

    @Test
    void aListIsPaged() {
        UUID one = Told.known("account", null, null, "\"name\":\"One\"");
        UUID two = Told.known("account", null, null, "\"name\":\"Two\"");
        as("executive").put(FOLLOWS + "/account/" + one).then().statusCode(204);
        as("executive").put(FOLLOWS + "/account/" + two).then().statusCode(204);

        String cursor = as("executive").queryParam("limit", 1).get(FOLLOWS).then().body("items[0].recordId", equalTo(two.toString())).extract().path("nextCursor");
        as("executive").queryParam("limit", 1).queryParam("cursor", cursor).get(FOLLOWS).then().body("items[0].recordId", equalTo(one.toString()));
    }

    @Test
    void whatDoesNotExistCannotBeFollowed() {
        as("crm-admin").put(FOLLOWS + "/account/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").put(FOLLOWS + "/mood/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").put(FOLLOWS + "/account/no-id").then().statusCode(404);
    }
}
