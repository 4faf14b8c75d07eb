package crm.chassis.record;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What records of a kind are held against.
 *
 * @param field   name of a field, or {@code customFields.<name>}
 * @param pattern what a value has to match as a whole; null for a rule that asks for any value
 */
public record QualityRule(String field, Pattern pattern, Mode mode, String why, String example, String fix) {

    public enum Mode { OBSERVE, WARN, BLOCK }

    /** Steps after which a comparison is given up; an undecided rule holds nobody up. */
    private static final int MAX_STEPS = 100_000;

    /** Whether a value breaks the rule. A value that is missing breaks only a rule that asks for one; of a list each value has to fit. */
    public boolean isBrokenBy(Object value) {
        boolean missing = value == null || value instanceof String text && text.isBlank() || value instanceof String[] texts && texts.length == 0;
        if (missing || pattern == null) {
            return missing && pattern == null;
        }
        if (value instanceof String[] texts) {
            return Stream.of(texts).anyMatch(this::isBrokenBy);
        }
        try {
            return !pattern.matcher(new CountedText(value.toString(), new int[] {MAX_STEPS})).matches();
        } catch (Undecided | StackOverflowError endless) {
            return false;
        }
    }

    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;

        Undecided() {
            super(null, null, false, false);
        }
    }

    /** A text that can be looked at only so often, which ends a comparison that would go on for ever. */
    private record CountedText(String text, int[] left) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new Undecided();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.substring(start, end), left);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
