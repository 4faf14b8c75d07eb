package crm.leads.duplicate;

import static crm.leads.testing.TestLeads.connection;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.testing.LeadsParts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys by which leads are compared, as the database stores them with each. */
@LeadsParts
class LeadKeysTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"+41 44 123 45 67, 441234567", "044 123 45 67, 441234567", "(0)44/123-4567, 441234567", "1234567, 1234567", "0000000, ''", "123456, none",
        "call me, none", "'', none", "none, none"})
    void ofTelephoneNumbersTheLastNineDigits(String phone, String key) throws SQLException {
        assertThat(value("select phone_key(?)", phone)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"Anna-Lena, O'Neil, anna lena o neil", "none, Müller, müller", "ANN, none, ann", "' ', ., none", "none, none, none"})
    void ofPeopleTheirNameWithoutPunctuation(String first, String last, String key) throws SQLException {
        assertThat(value("select person_key(?, ?)", first, last)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"The Meyer & Co. KG, meyer", "ACME Corporation, acme", "The, the", "Ltd, none", "'Sons, Inc. of Rome', sons inc of rome", "Nordsee Ost AG, nordsee ost", "' ', none",
        "none, none"})
    void ofCompaniesTheirNameWithoutLegalForm(String company, String key) throws SQLException {
        assertThat(value("select company_key(?)", company)).isEqualTo(key);
    }

    /** A function in SQL is read and planned by every statement that stores a lead, which costs more than the lead itself. */
    @Test
    void areMadeByProceduresThatAConnectionCompilesOnce() throws SQLException {
        List<String> made = new ArrayList<>();
        try (Connection connection = connection(); ResultSet rows = connection.createStatement().executeQuery("select distinct proname || ' ' || lanname"
                + " from pg_attrdef join pg_depend on pg_depend.classid = 'pg_attrdef'::regclass and objid = pg_attrdef.oid and refclassid = 'pg_proc'::regclass"
                + " join pg_proc on pg_proc.oid = refobjid join pg_language on pg_language.oid = prolang where adrelid = 'lead'::regclass order by 1")) {
            while (rows.next()) {
                made.add(rows.getString(1));
            }
        }
        assertThat(made).containsExactly("company_key plpgsql", "person_key plpgsql", "phone_key plpgsql");
    }

    private static String value(String sql, String... parameters) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
