package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.opportunities.period.Period;
import crm.opportunities.pipeline.ForecastCategory;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The forecast of a period, added up from owners to teams to the company, of what somebody may read. */
@Singleton
class Forecasts {

    private final ForecastLedger ledger;
    private final StatisticalForecast statistics;
    private final Directory directory;

    Forecasts(ForecastLedger ledger, StatisticalForecast statistics, Directory directory) {
        this.ledger = ledger;
        this.statistics = statistics;
        this.directory = directory;
    }

    TeamTree tree() {
        return new TeamTree(directory.teamPaths());
    }

    Uni<ForecastNode> of(Period period, Me me) {
        return ledger.cells(period, me).chain(cells -> ledger.calls(period, me)
                .chain(calls -> ledger.adjustments(period, me)
                        .chain(adjustments -> statistics.of(period, me)
                                .map(expected -> RollUp.of(tree(), cells, calls, adjustments, withWon(cells, expected))))));
    }

    /** What is won already is certain. */
    private static Map<Leaf, BigDecimal> withWon(List<RollUp.Cell> cells, Map<Leaf, BigDecimal> expected) {
        Map<Leaf, BigDecimal> all = new HashMap<>(expected);
        cells.stream().filter(cell -> cell.category() == ForecastCategory.CLOSED)
                .forEach(cell -> all.merge(cell.leaf(), cell.amounts().base(), BigDecimal::add));
        return all;
    }
}
