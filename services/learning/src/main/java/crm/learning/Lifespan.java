package crm.learning;

/**
 * How cases end by their age, learnt from those that have ended and those that are still open: an open case tells that
 * cases of its age have not ended, and leaving it out would make all look quicker than they are.
 */
public final class Lifespan {

    private static final int DAYS = 1_000;

    private final double[] success = new double[DAYS];
    private final double[] open = new double[DAYS + 1];

    private Lifespan(double[] successes, double[] failures, double[] stillOpen) {
        double atRisk = 0;
        for (int day = 0; day < DAYS; day++) {
            atRisk += successes[day] + failures[day] + stillOpen[day];
        }
        open[0] = 1;
        for (int day = 0; day < DAYS; day++) {
            double ended = successes[day] + failures[day];
            double share = atRisk > 0 ? open[day] / atRisk : 0;
            success[day] = successes[day] * share;
            open[day + 1] = Math.max(0, open[day] - ended * share);
            atRisk -= ended + stillOpen[day];
        }
    }

    /** Collects cases by their age in whole days; ages above 999 count as 999. */
    public static final class Cases {
        private final double[] successes = new double[DAYS];
        private final double[] failures = new double[DAYS];
        private final double[] open = new double[DAYS];

        public Cases ended(long age, boolean success, long cases) {
            (success ? successes : failures)[bounded(age)] += cases;
            return this;
        }

        public Cases open(long age, long cases) {
            open[bounded(age)] += cases;
            return this;
        }

        public Lifespan lifespan() {
            return new Lifespan(successes, failures, open);
        }
    }

    private static int bounded(long age) {
        return (int) Math.max(0, Math.min(DAYS - 1, age));
    }

    /**
     * The chance that a case of an age which is open today succeeds on one of the days from {@code from} up to the one
     * before {@code until}, counted from today. Nothing is known of ages that no case has reached, and their chance is 0.
     */
    public double chance(long age, long from, long until) {
        int now = bounded(age);
        if (open[now] <= 0) {
            return 0;
        }
        double sum = 0;
        for (long day = Math.max(0, from); day < until && now + day < DAYS; day++) {
            sum += success[(int) (now + day)];
        }
        return sum / open[now];
    }

    /** How many of the cases that begin at a rate of one a day from today on succeed between these days. */
    public double newcomers(long from, long until) {
        double sum = 0;
        for (long day = 0; day < until; day++) {
            sum += chance(0, from - day, until - day);
        }
        return sum;
    }
}
