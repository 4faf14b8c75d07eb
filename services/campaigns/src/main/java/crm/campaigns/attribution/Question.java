package crm.campaigns.attribution;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * What attribution is asked for.
 *
 * @param from the first moment at which a deal may have begun; null for any
 * @param to the moment before which it began; null for any
 */
record Question(Model model, Stage stage, Instant from, Instant to) {

    /** @throws Problem 400 where a parameter does not fit */
    static Question of(String model, String groupBy, String stage, String from, String to) {
        if (groupBy != null && !groupBy.isBlank() && !groupBy.equals("campaign")) {
            throw refused("groupBy", "Credit is grouped by campaign.");
        }
        Instant begin = moment("from", from, false);
        Instant end = moment("to", to, true);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw refused("to", "to has to be after from.");
        }
        return new Question(choice("model", model, Model.class, Model.FIRST), choice("stage", stage, Stage.class, Stage.QUALIFIED), begin, end);
    }

    private static <E extends Enum<E>> E choice(String name, String text, Class<E> type, E usual) {
        try {
            return text == null || text.isBlank() ? usual : Enum.valueOf(type, text);
        } catch (IllegalArgumentException none) {
            throw refused(name, name + " has to be one of " + Arrays.toString(type.getEnumConstants()) + ".");
        }
    }

    /** A day stands for its beginning, and as an end for the end of that day, UTC. */
    private static Instant moment(String name, String text, boolean end) {
        try {
            if (text == null || text.isBlank()) {
                return null;
            }
            return text.length() == 10
                    ? LocalDate.parse(text).plusDays(end ? 1 : 0).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException none) {
            throw refused(name, name + " has to be a day or a moment in UTC.");
        }
    }

    private static Problem refused(String parameter, String detail) {
        return Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
