package crm.opportunities.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import crm.opportunities.pipeline.ForecastCategory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever the teams and whatever the figures: each node is the sum of its parts, and the company that of all there is. */
class RollUpTest {

    private static final int TREES = 1_000;
    static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "GBP");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    /** Everything that a random company knows, flat. */
    record Company(Map<String, String> paths, List<RollUp.Cell> cells, List<Call> calls, List<Adjustment> adjustments,
            Map<Leaf, BigDecimal> statistical) {

        ForecastNode adjusted() {
            return RollUp.of(new TeamTree(paths), cells, calls, adjustments, statistical);
        }

        ForecastNode unadjusted() {
            return RollUp.of(new TeamTree(paths), cells, calls, List.of(), statistical);
        }
    }

    @Test
    void everyNodeIsTheSumOfItsPartsAndOfAllRecordsBelowItInThousandTrees() {
        int levels = 0;
        for (int seed = 0; seed < TREES; seed++) {
            Company company = random(new Random(seed));
            ForecastNode before = company.unadjusted();
            ForecastNode after = company.adjusted();
            levels += checked(before, company, List.of(), "tree " + seed);
            levels += checked(after, company, company.adjustments(), "adjusted tree " + seed);
            assertThat(after.called()).as("what was called stays as it was, tree %s", seed).isEqualByComparingTo(before.called());
            assertThat(after.adjusted()).isEqualByComparingTo(before.adjusted()
                    .add(company.adjustments().stream().map(Adjustment::base).reduce(BigDecimal.ZERO, BigDecimal::add)));
        }
        assertThat(levels).isGreaterThan(10 * TREES);
    }

    static int checked(ForecastNode node, Company company, List<Adjustment> adjustments, String where) {
        Map<ForecastCategory, Amounts> flat = new HashMap<>();
        company.cells().stream().filter(cell -> below(node, cell.leaf(), company.paths()))
                .forEach(cell -> flat.merge(cell.category(), cell.amounts(), Amounts::plus));
        assertThat(node.categories()).as("%s: all records of %s", where, node.name()).isEqualTo(flat);
        BigDecimal statistical = company.statistical().entrySet().stream().filter(entry -> below(node, entry.getKey(), company.paths()))
                .map(Map.Entry::getValue).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(node.statistical()).as(where).isEqualByComparingTo(statistical);
        boolean person = node.kind() == ForecastNode.Kind.OWNER;
        BigDecimal added = adjustments.stream().filter(adjustment -> below(node, adjustment.leaf(), company.paths()))
                .filter(adjustment -> !person || adjustment.leaf().owner() != null)
                .map(Adjustment::base).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(node.adjusted().subtract(node.called())).as("%s: adjustments of %s", where, node.name()).isEqualByComparingTo(added);
        int seen = 1;
        if (!person) {
            Map<ForecastCategory, Amounts> parts = new HashMap<>();
            BigDecimal called = BigDecimal.ZERO;
            BigDecimal adjusted = node.adjustments().stream().map(Adjustment::base).reduce(BigDecimal.ZERO, BigDecimal::add);
            for (ForecastNode part : node.parts()) {
                part.categories().forEach((category, amounts) -> parts.merge(category, amounts, Amounts::plus));
                called = called.add(part.called());
                adjusted = adjusted.add(part.adjusted());
                seen += checked(part, company, adjustments, where);
            }
            assertThat(node.categories()).as("%s: parts of %s", where, node.name()).isEqualTo(parts);
            assertThat(node.called()).isEqualByComparingTo(called);
            assertThat(node.adjusted()).isEqualByComparingTo(adjusted);
        }
        return seen;
    }

    /** Whether a figure belongs below a node, told by paths alone. */
    private static boolean below(ForecastNode node, Leaf leaf, Map<String, String> paths) {
        return switch (node.kind()) {
            case COMPANY -> true;
            case TEAM -> leaf.team() != null && paths.containsKey(leaf.team())
                    && (paths.get(leaf.team()) + "/").startsWith(paths.get(node.team()) + "/");
            case OWNER -> leaf.equals(new Leaf(node.team(), node.name()));
        };
    }

    static Company random(Random random) {
        Map<String, String> paths = new TreeMap<>();
        List<String> names = new ArrayList<>();
        int roots = random.nextInt(4) == 0 ? 2 : 1;
        int teams = roots + random.nextInt(12);
        for (int i = 0; i < teams; i++) {
            String name = "team-" + i;
            paths.put(name, (i < roots ? "" : paths.get(names.get(random.nextInt(names.size())))) + "/" + name);
            names.add(name);
        }
        List<RollUp.Cell> cells = new ArrayList<>();
        Set<Leaf> leaves = new HashSet<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            Leaf leaf = leaf(names, random);
            BigDecimal amount = random.nextInt(10) == 0 ? null : money(random);
            cells.add(new RollUp.Cell(leaf, ForecastCategory.values()[random.nextInt(6)], Amounts.of(BigDecimal.valueOf(1 + random.nextInt(9)),
                    CURRENCIES.get(random.nextInt(CURRENCIES.size())), amount, amount == null ? null : money(random))));
            leaves.add(leaf);
        }
        List<Call> calls = new ArrayList<>();
        List<Adjustment> adjustments = new ArrayList<>();
        Map<Leaf, BigDecimal> statistical = new HashMap<>();
        for (Leaf leaf : leaves) {
            if (leaf.owner() != null && random.nextBoolean()) {
                calls.add(new Call(leaf, money(random), "EUR", money(random), null, NOW));
            }
            if (leaf.owner() != null && random.nextInt(3) == 0) {
                adjustments.add(adjustment(leaf, random));
            }
            statistical.put(leaf, money(random));
        }
        names.stream().filter(name -> random.nextInt(3) == 0).forEach(name -> adjustments.add(adjustment(new Leaf(name, null), random)));
        return new Company(paths, cells, calls, adjustments, statistical);
    }

    static Leaf leaf(List<String> names, Random random) {
        int kind = random.nextInt(20);
        String team = kind == 0 ? null : kind == 1 ? "left-long-ago" : names.get(random.nextInt(names.size()));
        return new Leaf(team, random.nextInt(8) == 0 ? null : "person-" + random.nextInt(6));
    }

    private static Adjustment adjustment(Leaf leaf, Random random) {
        return new Adjustment(leaf, money(random), "JPY", random.nextBoolean() ? money(random) : money(random).negate(), "because", "manager", NOW);
    }

    static BigDecimal money(Random random) {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 4);
    }
}
