package crm.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class FieldChangeTest {

    @Test
    void nullAndAbsentBothMeanNoValueAndAreWrittenAsAbsent() throws Exception {
        FieldChange cleared = Published.JSON.readValue("{\"field\":\"phone\",\"from\":\"+49 30 1\",\"to\":null}",
            FieldChange.class);

        assertNull(cleared.to());
        assertEquals(cleared,
            Published.JSON.readValue("{\"field\":\"phone\",\"from\":\"+49 30 1\"}", FieldChange.class));
        assertEquals("{\"field\":\"phone\",\"from\":\"+49 30 1\"}", Published.JSON.writeValueAsString(cleared));
    }
}
