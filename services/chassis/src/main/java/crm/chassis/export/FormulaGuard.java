package crm.chassis.export;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running a cell as a formula: a cell that begins like one gets an apostrophe before it, which
 * an import takes off again, so that a round trip changes nothing. Numbers and telephone numbers stay as they are.
 */
public final class FormulaGuard {

    private static final String DANGEROUS = "=+-@\t\r";
    private static final Pattern HARMLESS = Pattern.compile("[+-]?\\d[\\d.,]*|\\+\\d[\\d ()./-]*");

    private FormulaGuard() {}

    public static String guarded(String cell) {
        return isGuarded("'" + cell) && !HARMLESS.matcher(cell).matches() ? "'" + cell : cell;
    }

    public static String plain(String cell) {
        return isGuarded(cell) ? cell.substring(1) : cell;
    }

    /** One apostrophe or several, and what a formula begins with. */
    private static boolean isGuarded(String cell) {
        int i = 0;
        while (i < cell.length() && cell.charAt(i) == '\'') {
            i++;
        }
        return i > 0 && i < cell.length() && DANGEROUS.indexOf(cell.charAt(i)) >= 0;
    }
}
