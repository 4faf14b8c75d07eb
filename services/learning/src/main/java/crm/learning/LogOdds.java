package crm.learning;

/** Between probabilities and their log odds. */
final class LogOdds {

    private LogOdds() {}

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    static double of(double probability) {
        return Math.log(probability / (1 - probability));
    }
}
