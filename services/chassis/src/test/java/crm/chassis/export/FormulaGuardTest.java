package crm.chassis.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x", "+49 1234=cmd"})
    void whatASpreadsheetCouldRunGetsAnApostropheThatComesOffAgain(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.plain(FormulaGuard.guarded(cell))).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "-12.5", "+7", "-1,234.56", "+49 (30) 123-456/7", "it's", "'tis", "'", "a=b", "5 - 3"})
    void everythingElseStaysAsItIs(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.plain(cell)).isEqualTo(cell);
    }

    @Test
    void theApostropheOfAFileFromElsewhereComesOffToo() {
        assertThat(FormulaGuard.plain("'=1+1")).isEqualTo("=1+1");
    }
}
