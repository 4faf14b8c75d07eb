package crm.bench;

import crm.learning.Lifespan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Foretells what is won in each month and each quarter of 2017 on its first day, with nothing but what was known on the day
 * before, as the platform's statistical forecast does; beside it, the naive guess that it will be as much as the time before.
 */
final class ForecastBacktest {

    private static final int RECENT_DAYS = 90;
    private static final int YEAR = 2017;
    private static final int MONTHS = 12;

    private ForecastBacktest() {}

    static void run(List<String> arguments) throws IOException {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("--forecast takes a folder with sales_pipeline.csv and products.csv");
        }
        PastDeals deals = PastDeals.read(Path.of(arguments.get(0)));
        System.out.printf(Locale.ROOT, "%,d deals%n", deals.deals().size());
        backtest(deals, 1, "month");
        backtest(deals, 3, "quarter");
    }

    private static void backtest(PastDeals deals, int months, String word) {
        System.out.printf("%n%-12s %12s %12s %12s %9s %9s%n", word + " from", "landed", "forecast", "naive", "error", "naive");
        double error = 0;
        double naiveError = 0;
        double bias = 0;
        double naiveBias = 0;
        double all = 0;
        int periods = 0;
        for (LocalDate from = LocalDate.of(YEAR, 1, 1); from.getYear() == YEAR; from = from.plusMonths(months)) {
            double naive = deals.landed(from.minusMonths(months), from);
            LocalDate until = from.plusMonths(months);
            double landed = deals.landed(from, until);
            if (naive == 0 || landed == 0) {
                System.out.printf(Locale.ROOT, "%-12s %,12.0f %12s%n", from, landed, "nothing was won before, so nothing can be foretold");
                continue;
            }
            double forecast = forecast(deals, from, until);
            System.out.printf(Locale.ROOT, "%-12s %,12.0f %,12.0f %,12.0f %8.1f%% %8.1f%%%n", from, landed, forecast, naive,
                    100 * Math.abs(forecast - landed) / landed, 100 * Math.abs(naive - landed) / landed);
            error += Math.abs(forecast - landed) / landed;
            naiveError += Math.abs(naive - landed) / landed;
            bias += forecast - landed;
            naiveBias += naive - landed;
            all += landed;
            periods++;
        }
        System.out.printf(Locale.ROOT, "by %s: MAPE %.1f%%, bias %+.1f%%; naive: MAPE %.1f%%, bias %+.1f%%; %d periods%n", word,
                100 * error / periods, 100 * bias / all, 100 * naiveError / periods, 100 * naiveBias / all, periods);
    }

    /** What was open is worth its list price at the discount that was usual so far; what is to come likewise, at the late rate. */
    private static double forecast(PastDeals all, LocalDate today, LocalDate until) {
        Lifespan.Cases cases = new Lifespan.Cases();
        double value = 0;
        double price = 0;
        double recent = 0;
        double recentPrice = 0;
        for (PastDeals.Deal deal : all.deals()) {
            if (!deal.begun().isBefore(today)) {
                continue;
            }
            if (deal.isOpenOn(today)) {
                cases.open(ChronoUnit.DAYS.between(deal.begun(), today), 1);
            } else {
                cases.ended(ChronoUnit.DAYS.between(deal.begun(), deal.closed()), deal.won(), 1);
                value += deal.won() ? deal.value() : 0;
                price += deal.won() ? deal.price() : 0;
            }
            if (!deal.begun().isBefore(today.minusDays(RECENT_DAYS))) {
                recent++;
                recentPrice += deal.price();
            }
        }
        Lifespan lifespan = cases.lifespan();
        double discount = price == 0 ? 1 : value / price;
        long days = ChronoUnit.DAYS.between(today, until);
        double open = all.deals().stream().filter(deal -> deal.isOpenOn(today))
                .mapToDouble(deal -> deal.price() * discount * lifespan.chance(ChronoUnit.DAYS.between(deal.begun(), today), 0, days)).sum();
        double worth = recent == 0 ? 0 : recentPrice / recent * discount;
        return open + recent / RECENT_DAYS * worth * lifespan.newcomers(0, days);
    }
}
