package crm.chassis.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/**
 * A list of objects kept as jsonb. Hibernate Reactive takes JSON for objects alone, so the list travels as text; its
 * column also needs {@code @ColumnTransformer(read = "cast(<column> as text)", write = JsonList.WRITE)}. Numbers come back
 * as they were stored, digit by digit: those with a point as BigDecimal.
 */
@Converter
public class JsonList implements AttributeConverter<List<Map<String, Object>>, String> {

    public static final String WRITE = "cast(cast(? as text) as jsonb)";

    private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Override
    public String convertToDatabaseColumn(List<Map<String, Object>> list) {
        try {
            return list == null ? null : JSON.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public List<Map<String, Object>> convertToEntityAttribute(String text) {
        try {
            return text == null ? null : JSON.readValue(text, OBJECTS);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
