package crm.local.demo;

import static crm.local.demo.Vocabulary.BUYING_ROLES;
import static crm.local.demo.Vocabulary.CITIES;
import static crm.local.demo.Vocabulary.COMPANY_BEGINNINGS;
import static crm.local.demo.Vocabulary.COMPANY_ENDINGS;
import static crm.local.demo.Vocabulary.COMPANY_FORMS;
import static crm.local.demo.Vocabulary.DEPARTMENTS;
import static crm.local.demo.Vocabulary.FIRST_NAMES;
import static crm.local.demo.Vocabulary.INDUSTRIES;
import static crm.local.demo.Vocabulary.JOB_TITLES;
import static crm.local.demo.Vocabulary.LAST_NAMES;
import static crm.local.demo.Vocabulary.LEAD_SOURCES;
import static crm.local.demo.Vocabulary.LOSS_REASONS;
import static crm.local.demo.Vocabulary.NEXT_STEPS;
import static crm.local.demo.Vocabulary.PRODUCTS;
import static crm.local.demo.Vocabulary.WIN_REASONS;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Invented companies, people, deals and leads. The same seed and day give the same data; external ids carry the seed, so that a
 * second run with the same seed brings the same records up to date instead of adding others.
 */
final class DemoData {

    /** A company as others refer to it. */
    private record Company(String name, String domain, String industry, String city, String country, String owner, String team) {}

    private final DemoSize size;
    private final long seed;
    private final Random random;
    private final LocalDate today;
    private final List<Company> companies = new ArrayList<>();

    DemoData(DemoSize size, long seed, LocalDate today) {
        this.size = size;
        this.seed = seed;
        this.random = new Random(seed);
        this.today = today;
        for (int i = 0; i < size.accounts; i++) {
            companies.add(company(i));
        }
    }

    String externalId(String kind, int number) {
        return "demo-" + seed + "-" + kind + "-" + number;
    }

    /** Names are made of three words in turn, so that no two companies share one. */
    private Company company(int number) {
        int beginnings = COMPANY_BEGINNINGS.size();
        int endings = COMPANY_ENDINGS.size();
        String name = COMPANY_BEGINNINGS.get(number % beginnings) + " " + COMPANY_ENDINGS.get(number / beginnings % endings);
        int round = number / (beginnings * endings);
        String domain = plain(name) + (round == 0 ? "" : round + 1) + "-" + seed + ".example";
        String form = COMPANY_FORMS.get((number + round) % COMPANY_FORMS.size());
        String[] place = pick(CITIES).split("\\|");
        boolean east = random.nextInt(3) == 0;
        return new Company(name + (round == 0 ? "" : " " + (round + 1)) + " " + form, domain, pick(INDUSTRIES), place[0], place[1],
                east ? "sales-rep-2" : "sales-rep", east ? "sales-east" : "sales-central");
    }

    Csv accounts() {
        Csv csv = new Csv("externalId", "name", "type", "industry", "website", "domain", "phone", "email", "annualRevenue", "currency",
                "numberOfEmployees", "yearEstablished", "billingAddress.street", "billingAddress.city", "billingAddress.country",
                "customerSince", "renewalDate", "owner", "team", "createdAt");
        for (int i = 0; i < companies.size(); i++) {
            Company company = companies.get(i);
            boolean customer = random.nextInt(100) < 40;
            int employees = 5 + (int) Math.round(Math.pow(10, 1 + random.nextDouble() * 3));
            LocalDate since = today.minusDays(60 + random.nextInt(2_000));
            csv.row(externalId("account", i), company.name(), customer ? "CUSTOMER" : random.nextInt(12) == 0 ? "PARTNER" : "PROSPECT",
                    company.industry(), "https://www." + company.domain(), company.domain(), phone(), "info@" + company.domain(),
                    employees * (80_000L + random.nextInt(120_000)), "EUR", employees, 1950 + random.nextInt(73),
                    "Main Street " + (1 + random.nextInt(200)), company.city(), company.country(), customer ? since : null,
                    customer ? today.plusDays(random.nextInt(365)) : null, company.owner(), company.team(), daysAgo(30 + random.nextInt(700)));
        }
        return csv;
    }

    Csv contacts() {
        Csv csv = new Csv("externalId", "firstName", "lastName", "account", "title", "department", "emails", "phones", "buyingRole",
                "isDecisionMaker", "emailOptOut", "owner", "team", "createdAt");
        for (int i = 0; i < size.contacts; i++) {
            Company company = companies.get(i < companies.size() ? i : random.nextInt(companies.size()));
            String first = pick(FIRST_NAMES);
            String last = pick(LAST_NAMES);
            String role = pick(BUYING_ROLES);
            csv.row(externalId("contact", i), first, last, company.name(), pick(JOB_TITLES), pick(DEPARTMENTS),
                    plain(first) + "." + plain(last) + i + "@" + company.domain(), phone(), role, role.equals("DECISION_MAKER"),
                    random.nextInt(20) == 0, company.owner(), company.team(), daysAgo(10 + random.nextInt(600)));
        }
        return csv;
    }

    /** A third won, a quarter lost, the rest on its way with a close date ahead, or a little behind, as in life. */
    Csv opportunities() {
        Csv csv = new Csv("externalId", "name", "account", "stage", "amount", "currency", "closeDate", "type", "leadSource", "nextStep",
                "nextStepDate", "winReason", "buyingGoals", "successCriteria", "lossReason", "owner", "team", "createdAt");
        for (int i = 0; i < size.opportunities; i++) {
            Company company = companies.get(random.nextInt(companies.size()));
            int fate = random.nextInt(100);
            boolean won = fate < 33;
            boolean lost = fate >= 33 && fate < 58;
            boolean open = !won && !lost;
            String stage = won ? "Closed Won" : lost ? "Closed Lost"
                    : pick(List.of("Prospecting", "Prospecting", "Qualification", "Qualification", "Needs Analysis", "Proposal", "Negotiation"));
            int age = 20 + random.nextInt(500);
            LocalDate close = open ? today.plusDays(random.nextInt(120) - 10L) : today.minusDays(random.nextInt(age));
            long amount = Math.round(Math.exp(7.5 + random.nextGaussian() * 1.1)) * 10;
            csv.row(externalId("opportunity", i), company.name() + ": " + pick(PRODUCTS), company.name(), stage, amount, "EUR", close,
                    random.nextInt(4) == 0 ? "EXISTING_BUSINESS" : "NEW_BUSINESS", pick(LEAD_SOURCES), open ? pick(NEXT_STEPS) : null,
                    open ? today.plusDays(random.nextInt(21)) : null, won ? pick(WIN_REASONS) : null,
                    won ? "One place for everything that is known of a customer" : null,
                    won ? "All teams work with it within three months" : null, lost ? pick(LOSS_REASONS) : null,
                    company.owner(), company.team(), daysAgo(age));
        }
        return csv;
    }

    /** The first of them are qualified and ask for conversion. */
    Csv leads() {
        Csv csv = new Csv("externalId", "firstName", "lastName", "jobTitle", "company", "email", "phone", "website", "industry",
                "address.city", "address.country", "status", "statusReason", "rating", "leadSource", "utm.source", "utm.medium", "utm.campaign",
                "estimatedValue", "currency", "productInterest", "emailOptOut", "language", "owner", "team", "createdAt");
        for (int i = 0; i < size.leads; i++) {
            boolean toConvert = i < size.conversions;
            // A few leads come from companies that are accounts already.
            Company company = random.nextInt(6) == 0 ? companies.get(random.nextInt(companies.size())) : newcomer(i);
            String first = pick(FIRST_NAMES);
            String last = pick(LAST_NAMES);
            String status = toConvert ? "QUALIFIED" : pick(List.of("NEW", "NEW", "NEW", "ASSIGNED", "ASSIGNED", "CONTACTED", "CONTACTED",
                    "NURTURING", "QUALIFIED", "UNQUALIFIED", "JUNK"));
            boolean unowned = status.equals("NEW");
            boolean dropped = status.equals("UNQUALIFIED") || status.equals("JUNK");
            boolean web = random.nextInt(2) == 0;
            String source = pick(List.of("search", "newsletter", "social"));
            csv.row(externalId("lead", i), first, last, pick(JOB_TITLES), company.name(),
                    plain(first) + "." + plain(last) + "." + i + "@" + company.domain(), phone(), "https://" + company.domain(),
                    company.industry(), company.city(), company.country(), status, dropped ? "No need at present" : null,
                    pick(List.of("HOT", "WARM", "WARM", "COLD", "COLD")), web ? "Web" : pick(LEAD_SOURCES),
                    web ? source : null, web ? pick(List.of("cpc", "email", "organic")) : null, web ? campaign(source) : null,
                    500L * (1 + random.nextInt(120)), "EUR", pick(PRODUCTS), random.nextInt(25) == 0, pick(List.of("en", "de", "fr", "es")),
                    unowned ? null : company.owner(), unowned ? null : company.team(), daysAgo(random.nextInt(180)));
        }
        return csv;
    }

    /** The campaign by its UTM name, of those that address people by this source. */
    static String campaign(String source) {
        return "buyers-by-" + source;
    }

    private Company newcomer(int number) {
        Company like = company(companies.size() + number);
        return new Company("New " + like.name(), "new-" + like.domain(), like.industry(), like.city(), like.country(), like.owner(), like.team());
    }

    /** From the numbers that are kept free for fiction. */
    private String phone() {
        return String.format(Locale.ROOT, "+1 202 555 0%03d", 100 + random.nextInt(100));
    }

    private Instant daysAgo(int days) {
        return today.minusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant().plus(8 * 60L + random.nextInt(540), ChronoUnit.MINUTES);
    }

    private <T> T pick(List<T> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Fit for addresses: ASCII letters and digits. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace("ø", "o").replace("ı", "i"), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
