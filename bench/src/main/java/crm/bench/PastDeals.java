package crm.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The deals of a reseller's books: {@code sales_pipeline.csv} with the list prices of {@code products.csv}. */
record PastDeals(List<Deal> deals) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);

    /**
     * One deal.
     *
     * @param closed null while it was open
     * @param value what it brought in
     * @param price list price of its product, which is known from the start
     */
    record Deal(LocalDate begun, LocalDate closed, boolean won, double value, double price) {

        boolean isOpenOn(LocalDate day) {
            return begun.isBefore(day) && (closed == null || !closed.isBefore(day));
        }

        boolean isWonWithin(LocalDate from, LocalDate until) {
            return won && closed != null && !closed.isBefore(from) && closed.isBefore(until);
        }
    }

    /** Deals that nobody worked on yet have no beginning and are left out. */
    static PastDeals read(Path folder) throws IOException {
        Map<String, Double> prices = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("products.csv"))) {
            rows.forEach(row -> prices.put(plain(row.getField("product")), Double.parseDouble(row.getField("sales_price"))));
        }
        List<Deal> deals = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("sales_pipeline.csv"))) {
            for (NamedCsvRecord row : rows) {
                if (!row.getField("engage_date").isBlank()) {
                    String value = row.getField("close_value");
                    deals.add(new Deal(day(row.getField("engage_date")), day(row.getField("close_date")), row.getField("deal_stage").equals("Won"),
                            value.isBlank() ? 0 : Double.parseDouble(value), prices.get(plain(row.getField("product")))));
                }
            }
        }
        return new PastDeals(deals);
    }

    /** The books write one product with and without a space. */
    private static String plain(String product) {
        return product.replace(" ", "");
    }

    private static LocalDate day(String text) {
        return text.isBlank() ? null : LocalDate.parse(text, DAY);
    }

    double landed(LocalDate from, LocalDate until) {
        return deals.stream().filter(deal -> deal.isWonWithin(from, until)).mapToDouble(Deal::value).sum();
    }
}
