package crm.gateway.upstream;

import io.vertx.core.json.JsonObject;

/**
 * What one service had to say to an answer that several give together.
 *
 * @param reason for people, null when all is well
 * @param data null unless the state is OK
 */
public record Part(State state, String reason, JsonObject data) {

    /** Why a part is there or not. */
    public enum State { OK, UNAVAILABLE, FORBIDDEN, NOT_FOUND }

    public static Part ok(JsonObject data) {
        return new Part(State.OK, null, data);
    }

    public static Part forbidden() {
        return new Part(State.FORBIDDEN, "None of your roles may read this.", null);
    }

    static Part unavailable(String reason) {
        return new Part(State.UNAVAILABLE, reason, null);
    }

    /** A part of an answer that a service gave. */
    static Part of(Upstream service, int status, JsonObject body) {
        return switch (status) {
            case 200 -> ok(body);
            case 403 -> forbidden();
            case 404 -> new Part(State.NOT_FOUND, "The " + service.name() + " service has nothing of this.", null);
            default -> unavailable("The " + service.name() + " service answered " + status + ".");
        };
    }

    public boolean isOk() {
        return state == State.OK;
    }

    public JsonObject json() {
        JsonObject json = new JsonObject().put("state", state.name());
        if (reason != null) {
            json.put("reason", reason);
        }
        return data == null ? json : json.put("data", data);
    }
}
