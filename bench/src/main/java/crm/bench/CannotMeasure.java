package crm.bench;

/** Why nothing can be measured here, in a sentence for people. */
final class CannotMeasure extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotMeasure(String why) {
        super(why);
    }
}
