package crm.chassis.record;

import io.vertx.core.json.JsonArray;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list of objects kept as jsonb. Hibernate Reactive takes JSON for objects alone, so the list travels as text; its
 * column also needs {@code @ColumnTransformer(read = "cast(<column> as text)", write = JsonList.WRITE)}.
 */
@Converter
public class JsonList implements AttributeConverter<List<Map<String, Object>>, String> {

    public static final String WRITE = "cast(cast(? as text) as jsonb)";

    @Override
    public String convertToDatabaseColumn(List<Map<String, Object>> list) {
        return list == null ? null : new JsonArray(list).encode();
    }

    @Override
    public List<Map<String, Object>> convertToEntityAttribute(String text) {
        if (text == null) {
            return null;
        }
        JsonArray array = new JsonArray(text);
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            list.add(array.getJsonObject(i).getMap());
        }
        return list;
    }
}
