package crm.learning;

/** Platt's line: turns what a model says into the probability that was found for it on examples it had not seen. */
record Calibration(double slope, double offset) {

    private static final int STEPS = 30;

    static Calibration fit(double[] logOdds, boolean[] success) {
        double slope = 1;
        double offset = 0;
        for (int step = 0; step < STEPS; step++) {
            double[][] curvature = {{1e-3, 0}, {0, 1e-6}};
            double[] change = {1e-3 * (1 - slope), 0};
            for (int i = 0; i < success.length; i++) {
                double probability = LogOdds.probability(slope * logOdds[i] + offset);
                double error = (success[i] ? 1 : 0) - probability;
                double variance = Math.max(1e-9, probability * (1 - probability));
                change[0] += error * logOdds[i];
                change[1] += error;
                curvature[0][0] += variance * logOdds[i] * logOdds[i];
                curvature[1][0] += variance * logOdds[i];
                curvature[1][1] += variance;
            }
            double[] solved = Cholesky.solve(curvature, change);
            slope += solved[0];
            offset += solved[1];
        }
        return slope > 0 ? new Calibration(slope, offset) : new Calibration(1, 0);
    }

    double apply(double logOdds) {
        return slope * logOdds + offset;
    }
}
