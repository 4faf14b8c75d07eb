package crm.opportunities.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternetDomainTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.Acme.example/about?x=1, acme.example",
        "http://acme.example:8080, acme.example",
        "WWW.ACME.EXAMPLE., acme.example",
        "shop.acme.example, shop.acme.example",
        "ann@Acme.Example, acme.example",
        "https://bücher.example, bücher.example"})
    void theDomainIsTheHostWithoutWww(String text, String domain) {
        assertThat(InternetDomain.plain(text)).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "https://", "a b.example", "@", "..", "http://.example"})
    void textWithoutADomainHasNone(String text) {
        assertThat(InternetDomain.plain(text)).isNull();
    }

    @Test
    void theWebsiteGoesBeforeTheEmailAddress() {
        assertThat(InternetDomain.ofCompany("acme.example", "ann@other.example")).isEqualTo("acme.example");
    }

    @Test
    void anAddressThatEverybodyMayHaveTellsNoCompany() {
        assertThat(InternetDomain.ofCompany(null, "ann@gmail.com")).isNull();
        assertThat(InternetDomain.ofCompany("www.yahoo.com", "ann@acme.example")).isEqualTo("acme.example");
    }
}
