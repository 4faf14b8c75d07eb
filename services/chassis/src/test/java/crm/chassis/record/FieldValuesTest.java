package crm.chassis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.chassis.sample.TileType;
import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {

    private final ObjectMapper json = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "name | 7", "name | true", "name | []", "size | \"7\"", "size | 1.5", "size | 1e30", "price | \"1\"", "price | 1.23456",
        "price | 1e15", "price | 1e999999999", "glazed | \"true\"", "glazed | 1", "laidOn | \"2026-02-30\"", "laidOn | 20260101",
        "firedAt | \"2026-02-03\"", "colour | \"red\"", "colour | \"PINK\"", "neighbourId | \"42\"", "email | \"ann\"", "email | \"a@b\"",
        "currency | \"Euro\"", "currency | \"eur\"", "place | \"Bern\"", "place | {\"planet\":\"Mars\"}", "place | {\"city\":7}", "tags | \"vip\"",
        "tags | [1]", "customFields | []", "customFields | {\"a b\":1}", "customFields | {\"a\":{}}", "name | \"a\\u0000b\"",
    })
    void whatDoesNotFitIsRefusedInAWholeSentence(String field, String value) {
        assertThatThrownBy(() -> FieldValues.ofJson(TileType.TILE.field(field), json.readTree(value)))
                .isInstanceOf(FieldValues.Refused.class).hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "size | \"7\" | wrong-kind | field=size kind=integer", "laidOn | \"2026-02-30\" | wrong-kind | field=laidOn kind=date", "email | \"ann\" | wrong-kind | field=email kind=email",
        "colour | \"PINK\" | not-one-of | choices=[RED, GREEN, BLUE] field=colour", "price | 1.23456 | too-many-decimals | field=price most=4",
        "price | 1e15 | too-many-digits | field=price most=15", "name | \"a\\u0000b\" | bad-character | field=name", "place | {\"city\":7} | wrong-kind | field=place.city kind=text",
    })
    void whatDoesNotFitIsToldToMachinesAsWell(String field, String value, String code, String parameters) {
        assertThatThrownBy(() -> FieldValues.ofJson(TileType.TILE.field(field), json.readTree(value)))
                .isInstanceOfSatisfying(FieldValues.Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo(code);
                    assertThat(new TreeMap<>(refused.reason().parameters()).entrySet().stream().map(Object::toString).collect(Collectors.joining(" "))).isEqualTo(parameters);
                    assertThat(refused.reason().detail()).isEqualTo(refused.getMessage());
                });
    }

    @Test
    void textIsStrippedAndBlankTextIsNoValue() throws Exception {
        assertThat(FieldValues.ofJson(TileType.TILE.field("name"), json.readTree("\"  Ruby \""))).isEqualTo("Ruby");
        assertThat(FieldValues.ofJson(TileType.TILE.field("name"), json.readTree("\"   \""))).isNull();
    }

    @Test
    void numbersKeepTheirDecimals() throws Exception {
        assertThat(FieldValues.ofJson(TileType.TILE.field("price"), json.readTree("12.3400"))).isEqualTo(new BigDecimal("12.34"));
        assertThat(FieldValues.ofText(TileType.TILE.field("price"), "1E+3")).isEqualTo(new BigDecimal("1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+41 44 668 18 00", "(020) 7946-0000", "112", "+1 (555) 010-9999 x12"})
    void telephoneNumbersAreTakenAsPeopleWriteThem(String number) throws Exception {
        assertThat(FieldValues.ofText(Field.text("phone", TextFormat.PHONE), number)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "call me", "+41 44 668 18 00 or so", "++++"})
    void otherTextIsNoTelephoneNumber(String text) {
        assertThatThrownBy(() -> FieldValues.ofText(Field.text("phone", TextFormat.PHONE), text)).isInstanceOf(FieldValues.Refused.class);
    }
}
