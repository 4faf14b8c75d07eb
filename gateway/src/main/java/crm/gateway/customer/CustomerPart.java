package crm.gateway.customer;

import static crm.gateway.upstream.Service.CAMPAIGNS;
import static crm.gateway.upstream.Service.CASES;
import static crm.gateway.upstream.Service.GOVERNANCE;
import static crm.gateway.upstream.Service.OPPORTUNITIES;

import crm.gateway.upstream.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The parts of a customer's page that are asked for by the account's id alone, each bounded. */
enum CustomerPart {
    ACCOUNT("account", OPPORTUNITIES, "accounts", "/%s"),
    CONTACTS("contacts", OPPORTUNITIES, "contacts", filter("accountId==%s") + "&limit=50"),
    OPEN_OPPORTUNITIES("openOpportunities", OPPORTUNITIES, "opportunities",
            filter("accountId==%s;closedAt=null=true") + "&sort=-updatedAt&limit=50"),
    CLOSED_OPPORTUNITIES("closedOpportunities", OPPORTUNITIES, "opportunities",
            filter("accountId==%s;closedAt=null=false") + "&sort=-updatedAt&limit=10"),
    ACTIVITIES("activities", OPPORTUNITIES, "activities",
            filter("relatedTo==account:%s") + "&sort=-createdAt&limit=20"),
    COMMITMENTS("commitments", OPPORTUNITIES, "commitments", filter("accountId==%s;status==OPEN") + "&sort=dueOn&limit=50"),
    CASES_OF("cases", CASES, "cases", filter("accountId==%s") + "&sort=-createdAt&limit=20"),
    HEALTH("health", CASES, "health", "/%s"),
    TOUCHES("touches", CAMPAIGNS, "touches", filter("accountId==%s") + "&sort=-occurredAt&limit=20"),
    TIMELINE("timeline", GOVERNANCE, "timeline", "?accountId=%s&limit=50"),
    QUALITY("quality", GOVERNANCE, "quality", "/scores?recordType=account&recordId=%s&limit=1");

    private final String key;
    private final Service service;
    private final String collection;
    private final String rest;

    CustomerPart(String key, Service service, String collection, String rest) {
        this.key = key;
        this.service = service;
        this.collection = collection;
        this.rest = rest;
    }

    private static String filter(String rsql) {
        return "?filter=" + URLEncoder.encode(rsql.replace("%s", "ID"), StandardCharsets.UTF_8)
                .replace("%", "%%").replace("ID", "%s");
    }

    String key() {
        return key;
    }

    Service service() {
        return service;
    }

    String collection() {
        return collection;
    }

    String path(String accountId) {
        return "/api/v1/" + collection + rest.formatted(accountId);
    }
}
