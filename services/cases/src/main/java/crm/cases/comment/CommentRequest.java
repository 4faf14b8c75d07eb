package crm.cases.comment;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.record.Field;
import java.util.Map;

/**
 * What somebody says about a case.
 *
 * @param visibility INTERNAL where it is left out
 * @param fromCustomer whether these are the words of the customer, as from a mail or a call
 */
public record CommentRequest(String text, Visibility visibility, boolean fromCustomer) {

    private static final int LONGEST = 20_000;
    private static final Field TEXT = Field.text("text").max(LONGEST).required();
    private static final Field VISIBILITY = Field.choice("visibility", Visibility.class);
    private static final Field FROM_CUSTOMER = Field.bool("fromCustomer");

    public static CommentRequest of(JsonNode body) {
        Map<String, Object> wish = RequestFields.read(body, TEXT, VISIBILITY, FROM_CUSTOMER);
        boolean fromCustomer = Boolean.TRUE.equals(wish.get("fromCustomer"));
        Visibility wanted = (Visibility) wish.get("visibility");
        return new CommentRequest((String) wish.get("text"),
                wanted != null ? wanted : fromCustomer ? Visibility.PUBLIC : Visibility.INTERNAL, fromCustomer);
    }
}
