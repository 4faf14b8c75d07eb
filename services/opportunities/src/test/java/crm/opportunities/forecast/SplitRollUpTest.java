package crm.opportunities.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import crm.opportunities.OpportunitiesParts;
import crm.opportunities.pipeline.ForecastCategory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However deals are split among people of whatever teams: each node is the sum of its parts, and the company that of the whole deals. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class SplitRollUpTest {

    private static final int TREES = 1_000;
    private static final BigDecimal CENT_OF_A_CENT = new BigDecimal("0.0001");

    /** @param percents in 10,000ths of a percent; empty for a deal of one person */
    private record Deal(int tree, ForecastCategory category, String currency, BigDecimal amount, BigDecimal base, List<Leaf> people, List<Integer> percents) {

        String splits() {
            StringBuilder json = new StringBuilder("[");
            for (int i = 0; i < people.size(); i++) {
                Leaf person = people.get(i);
                json.append(i == 0 ? "" : ",").append("{\"owner\":\"").append(person.owner()).append('"')
                        .append(person.team() == null ? "" : ",\"team\":\"" + person.team() + "\"").append(",\"percent\":")
                        .append(BigDecimal.valueOf(percents.get(i), 4).toPlainString()).append('}');
            }
            return json.append(']').toString();
        }

        Amounts whole() {
            return Amounts.of(BigDecimal.ONE, currency, amount, base);
        }
    }

    @Inject
    Pool pool;

    @Test
    void theRollUpOfSplitDealsIsThatOfWholeOnesInThousandTrees() {
        List<RollUpTest.Company> companies = new ArrayList<>();
        List<Deal> deals = new ArrayList<>();
        for (int tree = 0; tree < TREES; tree++) {
            Random random = new Random(tree);
            RollUpTest.Company company = RollUpTest.random(random);
            companies.add(company);
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                deals.add(deal(tree, List.copyOf(company.paths().keySet()), random));
            }
        }
        Map<Integer, List<RollUp.Cell>> cells = cells(deals);

        for (int tree = 0; tree < TREES; tree++) {
            RollUpTest.Company known = companies.get(tree);
            RollUpTest.Company company = new RollUpTest.Company(known.paths(), cells.get(tree), known.calls(), known.adjustments(), known.statistical());
            RollUpTest.checked(company.unadjusted(), company, List.of(), "split tree " + tree);
            ForecastNode root = company.adjusted();
            RollUpTest.checked(root, company, company.adjustments(), "adjusted split tree " + tree);
            Map<ForecastCategory, Amounts> whole = new HashMap<>();
            int number = tree;
            deals.stream().filter(deal -> deal.tree == number).forEach(deal -> whole.merge(deal.category, deal.whole(), Amounts::plus));
            assertThat(plain(root.categories())).as("whole deals of tree %s", tree).isEqualTo(plain(whole));
        }
    }

    /** What the database makes of them, in one question. */
    private Map<Integer, List<RollUp.Cell>> cells(List<Deal> deals) {
        Map<Integer, List<RollUp.Cell>> cells = new HashMap<>();
        String sql = "select id, credited_owner, credited_team, credited_share, credited_amount, credited_base"
                + " from unnest($1::text[], $2::text[], $3::text[]) with ordinality as deal (amount, base, splits, id)"
                + " cross join lateral opportunity_shares(amount::numeric, base::numeric, splits::jsonb)";
        String[] amounts = deals.stream().map(deal -> text(deal.amount)).toArray(String[]::new);
        String[] bases = deals.stream().map(deal -> text(deal.base)).toArray(String[]::new);
        String[] splits = deals.stream().map(Deal::splits).toArray(String[]::new);
        for (Row row : pool.preparedQuery(sql).execute(Tuple.of(amounts, bases, splits)).await().atMost(Duration.ofSeconds(60))) {
            Deal deal = deals.get(row.getLong(0).intValue() - 1);
            Leaf leaf = new Leaf(row.getString(2), row.getString(1));
            BigDecimal share = row.getBigDecimal(3);
            assertThat(share).isEqualByComparingTo(BigDecimal.valueOf(deal.percents.get(deal.people.indexOf(leaf)), 6));
            if (deal.base != null) {
                assertThat(row.getBigDecimal(5).subtract(deal.base.multiply(share)).abs()).isLessThanOrEqualTo(CENT_OF_A_CENT);
            }
            cells.computeIfAbsent(deal.tree, tree -> new ArrayList<>()).add(new RollUp.Cell(leaf, deal.category,
                    Amounts.of(share, deal.currency, row.getBigDecimal(4), row.getBigDecimal(5))));
        }
        return cells;
    }

    private static Deal deal(int tree, List<String> teams, Random random) {
        List<Leaf> people = new ArrayList<>();
        List<Integer> percents = new ArrayList<>();
        int left = 1_000_000;
        for (int i = 0; left > 0; i++) {
            String team = random.nextInt(20) == 0 ? null : teams.get(random.nextInt(teams.size()));
            int percent = i == 4 || random.nextInt(3) == 0 ? left : 1 + random.nextInt(left);
            people.add(new Leaf(team, "person-" + i));
            percents.add(percent);
            left -= percent;
        }
        BigDecimal amount = random.nextInt(10) == 0 ? null : RollUpTest.money(random);
        return new Deal(tree, ForecastCategory.values()[random.nextInt(6)], RollUpTest.CURRENCIES.get(random.nextInt(RollUpTest.CURRENCIES.size())), amount,
                amount == null ? null : RollUpTest.money(random), people, percents);
    }

    private static String text(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    /** Without what says nothing, so that equal numbers are equal. */
    private static Map<String, String> plain(Map<ForecastCategory, Amounts> categories) {
        Map<String, String> plain = new HashMap<>();
        categories.forEach((category, amounts) -> {
            StringBuilder text = new StringBuilder(plain(amounts.count())).append(' ').append(plain(amounts.base()));
            amounts.sums().forEach((currency, sum) -> text.append(' ').append(currency).append(plain(sum)));
            plain.put(category.name(), text.toString());
        });
        return plain;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
