package crm.opportunities.analytics;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A reseller's books as plain rows, added up without any database. */
final class ResellerBooks {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);

    /** A deal with an account that was won or lost. */
    record Deal(String agent, String product, String sector, String region, boolean won, LocalDate begun, LocalDate closed, BigDecimal value) {

        String quarter() {
            return closed.getYear() + "-Q" + ((closed.getMonthValue() + 2) / 3);
        }
    }

    private final List<Deal> deals = new ArrayList<>();
    private final Map<String, String> regions = new TreeMap<>();
    private final byte[] pipeline;
    private final byte[] accounts;
    private final byte[] products;

    ResellerBooks(Path folder) throws IOException {
        pipeline = Files.readAllBytes(folder.resolve("sales_pipeline.csv"));
        accounts = Files.readAllBytes(folder.resolve("accounts.csv"));
        products = Files.readAllBytes(folder.resolve("products.csv"));
        rows(Files.readAllBytes(folder.resolve("sales_teams.csv"))).forEach(row -> regions.put(row.get("sales_agent"), row.get("regional_office")));
        Map<String, String> sectors = rows(accounts).stream()
                .collect(Collectors.toMap(row -> row.get("account"), row -> row.get("sector").replace("technolgy", "technology")));
        for (Map<String, String> row : rows(pipeline)) {
            boolean won = row.get("deal_stage").equals("Won");
            if (!row.get("account").isBlank() && (won || row.get("deal_stage").equals("Lost"))) {
                deals.add(new Deal(row.get("sales_agent"), row.get("product").replace("GTXPro", "GTX Pro"), sectors.get(row.get("account")),
                        regions.get(row.get("sales_agent")), won, day(row.get("engage_date")), day(row.get("close_date")),
                        new BigDecimal(row.get("close_value"))));
            }
        }
    }

    /** The files are plain: no cell of them has a comma or a quote in it. */
    private static List<Map<String, String>> rows(byte[] csv) {
        List<String> lines = new String(csv, StandardCharsets.UTF_8).lines().toList();
        String[] names = lines.get(0).split(",", -1);
        return lines.stream().skip(1).map(line -> {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            return row;
        }).toList();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text, DAY);
    }

    byte[] pipeline() {
        return pipeline;
    }

    byte[] accounts() {
        return accounts;
    }

    byte[] products() {
        return products;
    }

    Map<String, String> regions() {
        return regions;
    }

    /** {@code won/lost revenue} of each group. */
    Map<String, String> winRates(Function<Deal, String> group) {
        Map<String, String> rates = new TreeMap<>();
        deals.stream().collect(Collectors.groupingBy(group)).forEach((name, all) -> {
            long won = all.stream().filter(Deal::won).count();
            rates.put(name, won + "/" + (all.size() - won) + " " + sum(all));
        });
        return rates;
    }

    Map<String, String> wonByQuarter() {
        Map<String, String> sums = new TreeMap<>();
        deals.stream().filter(Deal::won).collect(Collectors.groupingBy(Deal::quarter)).forEach((quarter, all) -> sums.put(quarter, all.size() + " " + sum(all)));
        return sums;
    }

    /** Mean days of the won, with 4 decimals. */
    BigDecimal averageCycle() {
        List<Deal> won = deals.stream().filter(Deal::won).toList();
        long days = won.stream().mapToLong(deal -> ChronoUnit.DAYS.between(deal.begun, deal.closed)).sum();
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(won.size()), 4, java.math.RoundingMode.HALF_UP);
    }

    private static String sum(List<Deal> deals) {
        return deals.stream().filter(Deal::won).map(Deal::value).reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2).toPlainString();
    }
}
