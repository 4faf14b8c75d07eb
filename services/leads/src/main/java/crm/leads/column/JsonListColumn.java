package crm.leads.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;

/** A list of objects as JSON in a column of text: Hibernate Reactive reads no arrays out of columns of jsonb. */
@Converter
public class JsonListColumn implements AttributeConverter<List<Map<String, Object>>, String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(List<Map<String, Object>> list) {
        try {
            return list == null ? null : JSON.writeValueAsString(list);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public List<Map<String, Object>> convertToEntityAttribute(String stored) {
        try {
            return stored == null ? null : JSON.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
