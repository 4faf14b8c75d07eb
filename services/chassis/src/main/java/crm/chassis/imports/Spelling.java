package crm.chassis.imports;

import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells which of the values that a field usually has was probably meant by one that is written otherwise. */
final class Spelling {

    private static final int REMEMBERED = 5_000;
    private static final int SHORT = 4;
    private static final int LONG = 9;

    private final Map<String, String> usual = new LinkedHashMap<>();
    private final boolean strict;
    private final Map<String, Optional<String>> meant = new LinkedHashMap<>(1_000, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Spelling(Collection<String> values, boolean strict) {
        values.forEach(value -> usual.putIfAbsent(plain(value), value));
        this.strict = strict;
    }

    /** Null where a field has no values that it usually has. */
    static Spelling of(Field field) {
        Collection<String> values = field.type() == FieldType.ENUM ? field.choices() : field.usualValues();
        return values.isEmpty() ? null : new Spelling(values, field.type() == FieldType.ENUM || field.isOwn());
    }

    /** The same with values that others have, those of most first; what is a slip beside one before it does not count. */
    static Spelling of(Field field, Collection<String> others) {
        Spelling spelling = new Spelling(field.usualValues(), false);
        others.forEach(value -> {
            String plain = plain(value);
            if (!spelling.usual.containsKey(plain) && spelling.nearest(plain).isEmpty()) {
                spelling.usual.put(plain, value);
            }
        });
        return spelling;
    }

    /** Whether the field has these values and no others. */
    boolean isStrict() {
        return strict;
    }

    boolean knows(String text) {
        return usual.containsKey(plain(text));
    }

    /** The value that differs by a slip of the finger or two; null where none does. */
    String meant(String text) {
        return meant.computeIfAbsent(plain(text), this::nearest).orElse(null);
    }

    private Optional<String> nearest(String text) {
        int best = text.length() < SHORT ? 0 : text.length() < LONG ? 1 : 2;
        String found = null;
        for (Map.Entry<String, String> each : usual.entrySet()) {
            int slips = Math.abs(each.getKey().length() - text.length()) > best ? best + 1 : slips(text, each.getKey());
            if (slips < best || slips == best && found == null) {
                best = slips;
                found = each.getValue();
            }
        }
        return Optional.ofNullable(found);
    }

    /** How many letters were left out, added, replaced, or swapped with the next one. */
    private static int slips(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[right.length()];
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
    }
}
