package crm.opportunities.forecast;

import crm.opportunities.pipeline.ForecastCategory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds forecasts up from owners to teams to the company. */
final class RollUp {

    /** Figures of somebody in one category and one currency. */
    record Cell(Leaf leaf, ForecastCategory category, Amounts amounts) {}

    private final TeamTree tree;
    private final Map<Leaf, Map<ForecastCategory, Amounts>> figures = new HashMap<>();
    private final Map<Leaf, Call> calls = new HashMap<>();
    private final Map<Leaf, List<Adjustment>> adjustments = new HashMap<>();
    private final Map<Leaf, BigDecimal> statistical;
    private final Map<String, List<Leaf>> byTeam = new HashMap<>();

    private RollUp(TeamTree tree, List<Cell> cells, List<Call> submitted, List<Adjustment> added, Map<Leaf, BigDecimal> statistical) {
        this.tree = tree;
        this.statistical = statistical;
        Set<Leaf> leaves = new HashSet<>(statistical.keySet());
        for (Cell cell : cells) {
            figures.computeIfAbsent(cell.leaf(), leaf -> new EnumMap<>(ForecastCategory.class)).merge(cell.category(), cell.amounts(), Amounts::plus);
            leaves.add(cell.leaf());
        }
        for (Call call : submitted) {
            calls.put(call.leaf(), call);
            leaves.add(call.leaf());
        }
        for (Adjustment adjustment : added) {
            adjustments.computeIfAbsent(adjustment.leaf(), leaf -> new ArrayList<>()).add(adjustment);
            if (adjustment.leaf().owner() != null) {
                leaves.add(adjustment.leaf());
            }
        }
        leaves.forEach(leaf -> byTeam.computeIfAbsent(tree.isCompany(leaf.team()) ? null : leaf.team(), team -> new ArrayList<>()).add(leaf));
    }

    /**
     * The company with all its parts.
     *
     * @param submitted one for each person at most
     */
    static ForecastNode of(TeamTree tree, List<Cell> cells, List<Call> submitted, List<Adjustment> added, Map<Leaf, BigDecimal> statistical) {
        return new RollUp(tree, cells, submitted, added, statistical).company();
    }

    private ForecastNode company() {
        List<Adjustment> own = new ArrayList<>();
        adjustments.forEach((leaf, list) -> {
            if (leaf.owner() == null && tree.isCompany(leaf.team())) {
                own.addAll(list);
            }
        });
        return ForecastNode.of(ForecastNode.Kind.COMPANY, null, own, parts(null));
    }

    private List<ForecastNode> parts(String team) {
        List<ForecastNode> parts = new ArrayList<>();
        for (String below : tree.below(team)) {
            ForecastNode node = ForecastNode.of(ForecastNode.Kind.TEAM, below, adjustments.getOrDefault(new Leaf(below, null), List.of()), parts(below));
            if (!node.isEmpty()) {
                parts.add(node);
            }
        }
        byTeam.getOrDefault(team, List.of()).stream()
                .sorted(Comparator.comparing(Leaf::owner, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(leaf -> ForecastNode.leaf(leaf, figures.getOrDefault(leaf, Map.of()), calls.get(leaf),
                        leaf.owner() == null ? List.of() : adjustments.getOrDefault(leaf, List.of()), statistical.getOrDefault(leaf, BigDecimal.ZERO)))
                .forEach(parts::add);
        return parts;
    }
}
