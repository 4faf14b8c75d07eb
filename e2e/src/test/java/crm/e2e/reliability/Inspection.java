package crm.e2e.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts what is there after a workload. Records are counted by paging through the API; events in the audit trail, into which
 * governance writes every event of every service once by its id: an event that was never published is missing there, and
 * work that was done twice has two events.
 */
final class Inspection {

    static final String CAPTURED = "crm.leads.lead-captured.v1";
    static final String REQUESTED = "crm.leads.lead-conversion-requested.v1";
    static final String ACCEPTED = "crm.opportunities.lead-accepted.v1";
    static final String CONVERTED = "crm.leads.lead-converted.v1";

    private final Platform platform;
    private final Api api;

    Inspection(Platform platform) {
        this.platform = platform;
        this.api = platform.as("crm-admin");
    }

    List<Tally> of(Workload work) throws SQLException {
        List<Tally> tallies = new ArrayList<>();
        List<JsonNode> leads = found("leads", "externalId", "externalId==" + work.name() + "-*");
        tallies.add(Tally.of("leads", work.acknowledgedLeads(), counted(leads, lead -> lead.path("externalId").asText())));

        String ofTheTen = "originalLeadId=in=(" + String.join(",", work.convertedLeads()) + ")";
        List<JsonNode> deals = found("opportunities", "originalLeadId", ofTheTen);
        tallies.add(Tally.of("opportunities", work.convertedLeads(), counted(deals, deal -> deal.path("originalLeadId").asText())));

        List<JsonNode> accounts = found("accounts", "name", "name=='" + work.name() + " Company *'");
        List<String> companies = IntStream.range(0, Workload.COMPANIES).mapToObj(work::company).toList();
        tallies.add(Tally.of("accounts", companies, counted(accounts, account -> account.path("name").asText())));

        List<JsonNode> contacts = found("contacts", "lastName", "lastName=='" + work.name() + " Buyer *'");
        List<String> buyers = IntStream.range(0, Workload.CONVERSIONS).mapToObj(i -> work.name() + " Buyer " + i).toList();
        tallies.add(Tally.of("contacts", buyers, counted(contacts, contact -> contact.path("lastName").asText())));

        List<String> ids = leads.stream().map(lead -> lead.path("id").asText()).toList();
        tallies.add(Tally.of("events captured", ids, events(CAPTURED, ids)));
        for (String type : List.of(REQUESTED, ACCEPTED, CONVERTED)) {
            String name = type.substring(type.indexOf("lead-"), type.length() - ".v1".length());
            tallies.add(Tally.of("events " + name, work.convertedLeads(), events(type, work.convertedLeads())));
        }
        return tallies;
    }

    private List<JsonNode> found(String collection, String field, String filter) {
        return api.pages(collection, "limit=200&fields=id," + field + "&filter=" + Api.encoded(filter));
    }

    /** How many events of this type there are about each of these records. */
    Map<String, Long> events(String type, Collection<String> subjects) throws SQLException {
        String sql = "select record_id::text, count(*) from audit_entry where type = ? and record_id = any (?::uuid[]) group by record_id";
        try (Connection governance = platform.database("governance"); PreparedStatement query = governance.prepareStatement(sql)) {
            query.setString(1, type);
            query.setArray(2, governance.createArrayOf("text", subjects.toArray()));
            Map<String, Long> counts = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counts;
        }
    }

    private static Map<String, Long> counted(List<JsonNode> records, Function<JsonNode, String> name) {
        return records.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
    }
}
