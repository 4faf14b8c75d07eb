package crm.chassis.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.chassis.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads JSON out of request bodies (RFC 8259), bounded in size, depth and length of texts and numbers. */
public final class Bodies {

    public static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 20;
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH).maxStringLength(MAX_BYTES).maxNumberLength(100).maxNameLength(1_000).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Bodies() {}

    /**
     * The JSON value of a body.
     *
     * @throws Problem 400 where it is not JSON in UTF-8, 413 where it is larger than 1 MB
     */
    public static JsonNode json(byte[] body) {
        return json(body, MAX_BYTES);
    }

    /** The same for an address that takes larger bodies. */
    public static JsonNode json(byte[] body, int maxBytes) {
        if (body == null || body.length == 0) {
            throw Problem.malformed("The request needs a body in JSON.");
        }
        if (body.length > maxBytes) {
            throw new Problem(413, "too-large", "The request is too large", "A JSON body may have at most " + maxBytes / (1024 * 1024) + " MB.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(body));
            return STRICT.readTree(body);
        } catch (CharacterCodingException notText) {
            throw Problem.malformed("The body is not text in UTF-8.");
        } catch (JsonProcessingException notJson) {
            var place = notJson.getLocation();
            throw Problem.malformed("The body is not valid JSON"
                    + (place == null ? "." : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")."));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same where the body may be left out; an empty object then. */
    public static JsonNode jsonOrEmpty(byte[] body) {
        return body == null || body.length == 0 ? STRICT.createObjectNode() : json(body);
    }
}
