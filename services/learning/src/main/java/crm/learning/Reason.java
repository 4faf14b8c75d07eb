package crm.learning;

/**
 * Why a probability is as it is.
 *
 * @param feature name of the feature
 * @param reason a sentence
 * @param effect on the log odds: above 0 speaks for success, below against it
 */
public record Reason(String feature, String reason, double effect) {

    static Reason of(Feature feature, String value, double effect, String outcome) {
        String direction = effect > 0 ? ", which speaks for " : ", which speaks against ";
        return new Reason(feature.name(), feature.label() + " is " + value + direction + outcome, effect);
    }
}
