package crm.gateway.search;

import static crm.gateway.upstream.Service.CAMPAIGNS;
import static crm.gateway.upstream.Service.CASES;
import static crm.gateway.upstream.Service.LEADS;
import static crm.gateway.upstream.Service.OPPORTUNITIES;

import crm.gateway.upstream.Service;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is searched, with the fields that make a title and those that make a line below it. */
enum SearchedCollection {
    LEAD(LEADS, "leads", List.of("firstName", "lastName"), List.of("company", "status")),
    ACCOUNT(OPPORTUNITIES, "accounts", List.of("name"), List.of("type", "industry")),
    CONTACT(OPPORTUNITIES, "contacts", List.of("firstName", "lastName"), List.of("title", "department")),
    OPPORTUNITY(OPPORTUNITIES, "opportunities", List.of("name"), List.of("stageName")),
    CAMPAIGN(CAMPAIGNS, "campaigns", List.of("name"), List.of("type", "status")),
    CASE(CASES, "cases", List.of("number", "subject"), List.of("status", "priority"));

    private final Service service;
    private final String collection;
    private final List<String> title;
    private final List<String> subtitle;

    SearchedCollection(Service service, String collection, List<String> title, List<String> subtitle) {
        this.service = service;
        this.collection = collection;
        this.title = title;
        this.subtitle = subtitle;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Service service() {
        return service;
    }

    String collection() {
        return collection;
    }

    /** @param text already encoded */
    String path(String text, int limit) {
        return "/api/v1/" + collection + "?q=" + text + "&limit=" + limit + "&fields=id,"
                + String.join(",", title) + "," + String.join(",", subtitle);
    }

    Hit hit(JsonObject record, String text) {
        String shown = joined(record, title, " ");
        String id = record.getString("id");
        return new Hit(this, id, shown.isEmpty() ? id : shown, joined(record, subtitle, " · "),
                Hit.closeness(shown, text));
    }

    private static String joined(JsonObject record, List<String> fields, String between) {
        return fields.stream().map(record::getValue).filter(Objects::nonNull).map(Object::toString)
                .filter(value -> !value.isBlank()).collect(Collectors.joining(between));
    }
}
