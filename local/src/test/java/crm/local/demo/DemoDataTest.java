package crm.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Test
    void theSameSeedGivesTheSameData() {
        assertThat(all(7)).isEqualTo(all(7)).isNotEqualTo(all(8));
    }

    @Test
    void companiesHaveNamesOfTheirOwnAtEachSize() {
        for (DemoSize size : DemoSize.values()) {
            List<String> names = lines(new DemoData(size, 1, TODAY).accounts()).stream().map(line -> line.split(",")[1]).toList();

            assertThat(new HashSet<>(names)).hasSize(size.accounts);
        }
    }

    @Test
    void everyContactAndDealNamesAnAccountThatIsThere() {
        DemoData data = new DemoData(DemoSize.SMALL, 1, TODAY);
        Set<String> accounts = lines(data.accounts()).stream().map(line -> line.split(",")[1]).collect(Collectors.toSet());

        assertThat(lines(data.contacts())).hasSize(90).allMatch(line -> accounts.contains(line.split(",")[3]));
        assertThat(lines(data.opportunities())).hasSize(80).allMatch(line -> accounts.contains(line.split(",")[2]));
    }

    @Test
    void theLeadsThatAskForConversionAreQualified() {
        assertThat(lines(new DemoData(DemoSize.SMALL, 1, TODAY).leads()).subList(0, DemoSize.SMALL.conversions))
                .allMatch(line -> line.contains(",QUALIFIED,"));
    }

    @Test
    void cellsThatNeedItAreQuoted() {
        Csv csv = new Csv("a", "b");
        csv.row("x, y", "say \"hi\"");
        csv.row(null, 3);

        assertThat(new String(csv.bytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n,3\r\n");
        assertThat(csv.rows()).isEqualTo(2);
    }

    private static List<String> all(long seed) {
        DemoData data = new DemoData(DemoSize.SMALL, seed, TODAY);
        return List.of(data.accounts(), data.contacts(), data.opportunities(), data.leads()).stream()
                .map(csv -> new String(csv.bytes(), StandardCharsets.UTF_8)).toList();
    }

    private static List<String> lines(Csv csv) {
        return new String(csv.bytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
}
