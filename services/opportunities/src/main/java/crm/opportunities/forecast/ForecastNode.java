package crm.opportunities.forecast;

import crm.opportunities.pipeline.ForecastCategory;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The forecast of the company, a team or a person. Each figure of a node is the sum of those of its parts.
 *
 * @param name of the team or the person; null for the company and for what nobody owns
 * @param team that the node stands for or belongs to; null for the company
 * @param called what the people below called, in the base currency, or what is closed or committed where somebody called nothing
 * @param adjusted the same with what managers added here and below
 * @param statistical what stage, age and history let expect
 * @param call what this person submitted; null for none and for teams
 * @param adjustments what was added to this very node
 */
record ForecastNode(Kind kind, String name, String team, Map<ForecastCategory, Amounts> categories, BigDecimal called, BigDecimal adjusted,
        BigDecimal statistical, Call call, List<Adjustment> adjustments, List<ForecastNode> parts) {

    enum Kind { COMPANY, TEAM, OWNER }

    static ForecastNode leaf(Leaf leaf, Map<ForecastCategory, Amounts> figures, Call call, List<Adjustment> adjustments, BigDecimal statistical) {
        BigDecimal sure = figures.getOrDefault(ForecastCategory.CLOSED, Amounts.NONE).base()
                .add(figures.getOrDefault(ForecastCategory.COMMIT, Amounts.NONE).base());
        BigDecimal called = call == null ? sure : call.base();
        return new ForecastNode(Kind.OWNER, leaf.owner(), leaf.team(), figures, called, called.add(sum(adjustments)), statistical, call, adjustments,
                List.of());
    }

    static ForecastNode of(Kind kind, String team, List<Adjustment> adjustments, List<ForecastNode> parts) {
        Map<ForecastCategory, Amounts> categories = new EnumMap<>(ForecastCategory.class);
        BigDecimal called = BigDecimal.ZERO;
        BigDecimal adjusted = sum(adjustments);
        BigDecimal statistical = BigDecimal.ZERO;
        for (ForecastNode part : parts) {
            part.categories.forEach((category, amounts) -> categories.merge(category, amounts, Amounts::plus));
            called = called.add(part.called);
            adjusted = adjusted.add(part.adjusted);
            statistical = statistical.add(part.statistical);
        }
        return new ForecastNode(kind, team, team, categories, called, adjusted, statistical, null, adjustments, parts);
    }

    private static BigDecimal sum(List<Adjustment> adjustments) {
        return adjustments.stream().map(Adjustment::base).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    boolean isEmpty() {
        return parts.isEmpty() && adjustments.isEmpty();
    }
}
