package crm.leads.duplicate;

import crm.leads.lead.Lead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements of the duplicate check. Their parameters are email, phone, mobile, first name, last name and company
 * as they were entered; what is compared are the keys that functions of the database make of both sides.
 *
 * <p>Names are compared by trigrams only within a block that an index answers: the same beginning of the company and of
 * the last or first name, or the very same name. Names that are alike but not the same do not count where the email
 * addresses say that these are two people.
 */
final class DuplicateSql {

    /** Below these, people who merely share a surname and an employer would be taken for one. */
    static final String NAMES_ALIKE = "0.6";
    static final String COMPANIES_ALIKE = "0.6";

    /** A telephone number that somebody of quite another name uses is that of a company or a family. */
    static final String NAMES_OF_ONE_PHONE = "0.3";

    private static final int MAX_CANDIDATES = 10;

    /** The keys of the lead that comes in, made once; made anew for each candidate they would cost the most of it all. */
    private static final String ENTERED = "with entered as materialized (select lower($1::text) as email, phone_key($2::text) as phone,"
            + " phone_key($3::text) as mobile, lower($4::text) as first_name, lower($5::text) as last_name,"
            + " person_key($4::text, $5::text) as person, company_key($6::text) as company) ";

    /** Waits for others who enter the same; always in the same order, so that two never wait for each other. */
    static final String LOCK = "select count(pg_advisory_xact_lock(key)) from (select distinct hashtextextended(word, 1) as key"
            + " from unnest(array['e' || lower($1::text), 'p' || phone_key($2::text), 'p' || phone_key($3::text),"
            + " 'n' || person_key($4::text, $5::text) || '@' || company_key($6::text)]) as word"
            + " where word is not null order by key offset 0) as keys";

    private static final String EMAIL = entered("email");
    private static final String PHONES = "(" + entered("phone") + ", " + entered("mobile") + ")";
    private static final String PERSON = entered("person");
    private static final String COMPANY = entered("company");

    private static final String COLUMNS = "select id, owner, team, status, first_name, last_name, company, email, ";

    private static final String BY_EMAIL = COLUMNS + "'EMAIL', 1::real from lead"
            + " where email is not null and lower(email) = " + EMAIL + " and archived_at is null";

    private static final String BY_PHONE = COLUMNS + "'PHONE', 1::real from lead"
            + " where (phone_match in " + PHONES + " or mobile_match in " + PHONES + ") and archived_at is null"
            + " and (last_name is null or " + entered("last_name") + " is null"
            + " or likeness(person_match, " + PERSON + ") >= " + NAMES_OF_ONE_PHONE + ")";

    private static final String SAME_COMPANY_BLOCK = "left(company_match, 6) = left(" + COMPANY + ", 6)";

    private static final String BY_NAME = COLUMNS + "'NAME_AND_COMPANY',"
            + " (likeness(person_match, " + PERSON + ") + likeness(company_match, " + COMPANY + ")) / 2"
            + " from lead where archived_at is null and company_match is not null and last_name is not null"
            + " and (" + SAME_COMPANY_BLOCK + " and left(lower(last_name), 3) = left(" + entered("last_name") + ", 3)"
            + " or first_name is not null and " + SAME_COMPANY_BLOCK
            + " and left(lower(first_name), 3) = left(" + entered("first_name") + ", 3)"
            + " or person_match = " + PERSON + ")"
            + " and likeness(person_match, " + PERSON + ") >= " + NAMES_ALIKE
            + " and likeness(company_match, " + COMPANY + ") >= " + COMPANIES_ALIKE
            + " and (person_match = " + PERSON + " or email is null or " + EMAIL + " is null or lower(email) = " + EMAIL + ")";

    private DuplicateSql() {}

    /** The statement that finds what may be the same as this lead; null where the lead has nothing to compare by. */
    static String candidates(Lead lead) {
        List<String> branches = new ArrayList<>();
        if (lead.email != null) {
            branches.add(BY_EMAIL);
        }
        if (lead.phone != null || lead.mobile != null) {
            branches.add(BY_PHONE);
        }
        if (lead.lastName != null && lead.company != null) {
            branches.add(BY_NAME);
        }
        if (branches.isEmpty()) {
            return null;
        }
        return ENTERED + branches.stream()
                .map(branch -> "(" + branch + " limit " + MAX_CANDIDATES + ")")
                .collect(Collectors.joining(" union all "));
    }

    private static String entered(String key) {
        return "(select " + key + " from entered)";
    }
}
