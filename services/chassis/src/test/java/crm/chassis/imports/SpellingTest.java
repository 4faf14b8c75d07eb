package crm.chassis.imports;

import static org.assertj.core.api.Assertions.assertThat;

import crm.chassis.record.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private final Spelling industries = Spelling.of(Field.text("industry").usually(List.of("retail", "real estate", "technology", "telecommunications")));

    @Test
    void aSlipOfTheFingerIsKnownForWhatWasMeant() {
        assertThat(industries.meant("technolgy")).isEqualTo("technology");
        assertThat(industries.meant("Technoolgy")).isEqualTo("technology");
        assertThat(industries.meant("TELECOMUNICATION")).isEqualTo("telecommunications");
        assertThat(industries.meant("retial")).isEqualTo("retail");
        assertThat(industries.meant("real_estat")).isEqualTo("real estate");
    }

    @Test
    void anotherWordIsLeftAlone() {
        assertThat(industries.meant("biotechnology")).isNull();
        assertThat(industries.meant("reality")).isNull();
        assertThat(industries.meant("tele")).isNull();
    }

    @Test
    void howItIsWrittenBesideItsLettersDoesNotMatter() {
        assertThat(industries.knows(" Real-Estate ")).isTrue();
        assertThat(industries.knows("technolgy")).isFalse();
    }

    @Test
    void whatManyOthersHaveIsUsualUnlessItIsASlipBesideWhatMoreHave() {
        Spelling sources = Spelling.of(Field.text("leadSource").usually(List.of("Web")).usuallyAsOthers(), List.of("Trade Fair", "Referral", "Trade Fiar"));

        assertThat(sources.meant("Trde Fair")).isEqualTo("Trade Fair");
        assertThat(sources.meant("Trade Fiar")).isEqualTo("Trade Fair");
        assertThat(sources.knows("Trade Fiar")).isFalse();
        assertThat(sources.knows("web")).isTrue();
        assertThat(sources.isStrict()).isFalse();
    }

    @Test
    void onlyAChoiceHasNoOtherValues() {
        assertThat(industries.isStrict()).isFalse();
        assertThat(Spelling.of(Field.choice("outcome", Outcome.class)).isStrict()).isTrue();
        assertThat(Spelling.of(Field.text("name"))).isNull();
    }
}
