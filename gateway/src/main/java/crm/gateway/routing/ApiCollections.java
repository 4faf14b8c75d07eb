package crm.gateway.routing;

import static crm.gateway.access.Role.COMPLIANCE_OFFICER;
import static crm.gateway.access.Role.CRM_ADMIN;
import static crm.gateway.access.Role.DATA_STEWARD;
import static crm.gateway.access.Role.EXECUTIVE;
import static crm.gateway.access.Role.INTEGRATION;
import static crm.gateway.access.Role.MARKETER;
import static crm.gateway.access.Role.MARKETING_MANAGER;
import static crm.gateway.access.Role.SALES_MANAGER;
import static crm.gateway.access.Role.SALES_REP;
import static crm.gateway.access.Role.SUCCESS_MANAGER;
import static crm.gateway.access.Role.SUPPORT_AGENT;
import static crm.gateway.access.Role.SUPPORT_MANAGER;
import static crm.gateway.upstream.Service.CAMPAIGNS;
import static crm.gateway.upstream.Service.CASES;
import static crm.gateway.upstream.Service.GOVERNANCE;
import static crm.gateway.upstream.Service.LEADS;
import static crm.gateway.upstream.Service.OPPORTUNITIES;

import crm.gateway.access.Role;
import crm.gateway.upstream.Service;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of the API: which service answers for a collection, who reads it, who changes it. What is not named here
 * does not exist, and who is not named here stays outside.
 */
public final class ApiCollections {

    private static final Set<Role> EVERYONE = Set.copyOf(EnumSet.allOf(Role.class));
    private static final Set<Role> NOBODY = Set.of();
    private static final Set<Role> SALES = Set.of(SALES_REP, SALES_MANAGER);
    private static final Set<Role> MARKETING = Set.of(MARKETER, MARKETING_MANAGER);
    private static final Set<Role> SUPPORT = Set.of(SUPPORT_AGENT, SUPPORT_MANAGER);
    private static final Set<Role> SUCCESS = Set.of(SUCCESS_MANAGER);
    private static final Set<Role> MANAGERS = Set.of(SALES_MANAGER, MARKETING_MANAGER, SUPPORT_MANAGER,
            SUCCESS_MANAGER);
    /** Those who look after the whole and therefore see it. */
    private static final Set<Role> OVERSIGHT = Set.of(DATA_STEWARD, COMPLIANCE_OFFICER, EXECUTIVE, CRM_ADMIN);
    /** Those who may correct any record. */
    private static final Set<Role> STEWARDS = Set.of(DATA_STEWARD, CRM_ADMIN);
    private static final Set<Role> ADMIN = Set.of(CRM_ADMIN);
    private static final Set<Role> MACHINES = Set.of(INTEGRATION);
    /** People who work; an executive reads all and changes nothing. */
    private static final Set<Role> STAFF = together(SALES, MARKETING, SUPPORT, SUCCESS, STEWARDS,
            Set.of(COMPLIANCE_OFFICER));

    private final Map<String, ApiCollection> byName = new LinkedHashMap<>();

    public ApiCollections() {
        leads();
        opportunities();
        campaigns();
        cases();
        governance();
        for (Service service : Service.values()) {
            add(service, "operations/" + service.key(), ADMIN, ADMIN);
        }
    }

    private void leads() {
        add(LEADS, "leads", EVERYONE, together(SALES, MARKETING, STEWARDS, MACHINES));
        add(LEADS, "handoffs", together(SALES, MARKETING, OVERSIGHT, MACHINES),
                together(SALES, MARKETING, ADMIN, MACHINES));
        add(LEADS, "assignment-rules", together(SALES, MARKETING, OVERSIGHT),
                together(Set.of(SALES_MANAGER, MARKETING_MANAGER), ADMIN));
        add(LEADS, "lead-forms", together(SALES, MARKETING, OVERSIGHT), together(MARKETING, ADMIN));
        add(LEADS, "lead-scoring", together(SALES, MARKETING, OVERSIGHT, MACHINES),
                together(MARKETING, Set.of(SALES_MANAGER), ADMIN));
        open(LEADS, "public/lead-forms");
    }

    private void opportunities() {
        add(OPPORTUNITIES, "accounts", EVERYONE, together(SALES, SUCCESS, STEWARDS, MACHINES));
        add(OPPORTUNITIES, "contacts", EVERYONE, together(SALES, MARKETING, SUPPORT, SUCCESS, STEWARDS, MACHINES));
        add(OPPORTUNITIES, "opportunities", EVERYONE, together(SALES, SUCCESS, STEWARDS, MACHINES));
        add(OPPORTUNITIES, "pipelines", EVERYONE, together(Set.of(SALES_MANAGER), ADMIN));
        add(OPPORTUNITIES, "products", EVERYONE, together(Set.of(SALES_MANAGER), ADMIN, MACHINES));
        add(OPPORTUNITIES, "price-lists", EVERYONE, together(Set.of(SALES_MANAGER), ADMIN, MACHINES));
        add(OPPORTUNITIES, "product-prices", EVERYONE, together(Set.of(SALES_MANAGER), ADMIN, MACHINES));
        add(OPPORTUNITIES, "activities", EVERYONE, together(SALES, MARKETING, SUPPORT, SUCCESS, STEWARDS, MACHINES));
        open(OPPORTUNITIES, Destinations.CALENDAR);
        add(OPPORTUNITIES, "commitments", EVERYONE, together(SALES, SUCCESS, ADMIN, MACHINES));
        add(OPPORTUNITIES, "quotas", together(SALES, OVERSIGHT), together(Set.of(SALES_MANAGER), ADMIN));
        add(OPPORTUNITIES, "territories", together(SALES, MARKETING, SUCCESS, OVERSIGHT, MACHINES),
                together(Set.of(SALES_MANAGER), ADMIN));
        add(OPPORTUNITIES, "forecasts", together(SALES, SUCCESS, Set.of(MARKETING_MANAGER), OVERSIGHT),
                together(SALES, ADMIN));
        add(OPPORTUNITIES, "analytics",
                together(SALES, MARKETING, SUCCESS, Set.of(SUPPORT_MANAGER), OVERSIGHT, MACHINES), NOBODY);
        add(OPPORTUNITIES, "exchange-rates", EVERYONE, together(ADMIN, MACHINES));
    }

    private void campaigns() {
        Set<Role> readers = together(MARKETING, SALES, SUCCESS, OVERSIGHT, MACHINES);
        add(CAMPAIGNS, "campaigns", readers, together(MARKETING, ADMIN, MACHINES));
        add(CAMPAIGNS, "segments", readers, together(MARKETING, ADMIN));
        add(CAMPAIGNS, "touches", readers, together(MARKETING, SALES, ADMIN, MACHINES));
        add(CAMPAIGNS, "attribution", readers, NOBODY);
        add(CAMPAIGNS, "sequences", readers, together(MARKETING, SALES, ADMIN));
        add(CAMPAIGNS, "templates", readers, together(MARKETING, ADMIN));
    }

    private void cases() {
        Set<Role> readers = together(SUPPORT, SUCCESS, SALES, OVERSIGHT, MACHINES);
        add(CASES, "cases", readers, together(SUPPORT, SUCCESS, SALES, STEWARDS, MACHINES));
        add(CASES, "sla-policies", readers, together(Set.of(SUPPORT_MANAGER), ADMIN));
        add(CASES, "queues", together(SUPPORT, SUCCESS, OVERSIGHT), together(Set.of(SUPPORT_MANAGER), ADMIN));
        add(CASES, "articles", EVERYONE, together(SUPPORT, SUCCESS, ADMIN));
        add(CASES, "health", together(readers, MARKETING), together(SUCCESS, ADMIN));
        add(CASES, "usage-signals", together(SUPPORT, SUCCESS, OVERSIGHT, MACHINES),
                together(SUCCESS, ADMIN, MACHINES));
        add(CASES, "macros", together(SUPPORT, OVERSIGHT), together(SUPPORT, ADMIN));
        add(CASES, "surveys", together(SUPPORT, SUCCESS, MARKETING, OVERSIGHT),
                together(Set.of(SUPPORT_MANAGER), SUCCESS, ADMIN));
        open(CASES, "public/surveys");
    }

    private void governance() {
        add(GOVERNANCE, "fields", EVERYONE, STEWARDS);
        add(GOVERNANCE, "quality", EVERYONE, STEWARDS);
        add(GOVERNANCE, "duplicates", EVERYONE, STEWARDS);
        add(GOVERNANCE, "merges", EVERYONE, STEWARDS);
        add(GOVERNANCE, "consents", EVERYONE,
                together(SALES, MARKETING, SUPPORT, SUCCESS, Set.of(COMPLIANCE_OFFICER), ADMIN, MACHINES));
        add(GOVERNANCE, "privacy", OVERSIGHT, together(Set.of(COMPLIANCE_OFFICER, DATA_STEWARD), ADMIN));
        add(GOVERNANCE, "audit", OVERSIGHT, NOBODY);
        add(GOVERNANCE, "timeline", EVERYONE, NOBODY);
        add(GOVERNANCE, "follows", EVERYONE, EVERYONE);
        add(GOVERNANCE, "saved-views", EVERYONE, EVERYONE);
        add(GOVERNANCE, "people", EVERYONE, NOBODY);
        add(GOVERNANCE, "teams", EVERYONE, NOBODY);
        add(GOVERNANCE, "policies", EVERYONE, STAFF);
        add(GOVERNANCE, "councils", EVERYONE, together(MANAGERS, STEWARDS, Set.of(COMPLIANCE_OFFICER)));
        add(GOVERNANCE, "change-requests", EVERYONE, STAFF);
        add(GOVERNANCE, "accountability", EVERYONE, together(STEWARDS, Set.of(COMPLIANCE_OFFICER)));
        add(GOVERNANCE, "glossary", EVERYONE, STEWARDS);
        add(GOVERNANCE, "metrics", EVERYONE, STEWARDS);
        add(GOVERNANCE, "adoption", together(MANAGERS, OVERSIGHT), NOBODY);
        add(GOVERNANCE, "training", EVERYONE, STAFF);
        add(GOVERNANCE, "scorecard", together(MANAGERS, OVERSIGHT), STEWARDS);
    }

    private void add(Service service, String name, Set<Role> readers, Set<Role> writers) {
        byName.put(name, new ApiCollection(name, service, readers, writers, false));
    }

    private void open(Service service, String name) {
        byName.put(name, new ApiCollection(name, service, EVERYONE, EVERYONE, true));
    }

    @SafeVarargs
    private static Set<Role> together(Set<Role>... groups) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Set<Role> group : groups) {
            roles.addAll(group);
        }
        return roles;
    }

    public Optional<ApiCollection> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<ApiCollection> all() {
        return byName.values();
    }
}
