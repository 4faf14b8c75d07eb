package crm.campaigns.money;

import crm.chassis.problem.Problem;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeSet;

/** What one unit of a currency is worth in the company's base currency. */
@Singleton
public class ExchangeRates {

    /** The company's currencies, {@code crm.money}. */
    @ConfigMapping(prefix = "crm.money")
    public interface Settings {

        /** ISO 4217 code of the currency that sums are made in. */
        String baseCurrency();

        /** Value of one unit in the base currency, by ISO 4217 code. */
        Map<String, BigDecimal> rates();
    }

    private final Settings settings;

    ExchangeRates(Settings settings) {
        this.settings = settings;
    }

    public String baseCurrency() {
        return settings.baseCurrency();
    }

    /**
     * The rate of a currency.
     *
     * @throws Problem 422 where the company has no rate for it
     */
    public BigDecimal of(String currency) {
        if (currency.equals(settings.baseCurrency())) {
            return BigDecimal.ONE;
        }
        BigDecimal rate = settings.rates().get(currency);
        if (rate == null) {
            TreeSet<String> known = new TreeSet<>(settings.rates().keySet());
            known.add(settings.baseCurrency());
            throw Problem.invalid("/currency", "There is no exchange rate for this currency. Known: " + String.join(", ", known) + ".");
        }
        return rate;
    }
}
