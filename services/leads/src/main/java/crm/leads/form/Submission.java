package crm.leads.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/**
 * A form that somebody sent.
 *
 * @param values what was filled in, by the names of the form's fields
 * @param raw all that came, as it came
 * @param email the address that has to be confirmed; null where none has
 * @param publicUrl where the platform is reached, as the gateway says
 * @param address what a secret makes of the sender's address
 */
record Submission(UUID id, Map<String, String> values, ObjectNode raw, String email, String publicUrl, String address) {

    /** What has become of it. */
    enum State { WAITING, TAKEN, SPAM }
}
