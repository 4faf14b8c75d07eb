package crm.gateway.home;

import crm.gateway.access.Caller;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.answer.JsonAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code GET /api/v1/status}: which services run. */
@ApplicationScoped
public class StatusAnswer {

    private final ServiceStates states;

    public StatusAnswer(ServiceStates states) {
        this.states = states;
    }

    public void answer(RoutingContext context, Caller caller) {
        states.now().onSuccess(all -> {
            JsonArray services = new JsonArray();
            all.forEach(state -> services.add(new JsonObject()
                    .put("name", state.name()).put("state", state.ready() ? "UP" : "DOWN")));
            JsonAnswer.send(context, new JsonObject().put("services", services));
        }).onFailure(failure -> Problems.send(context, Problem.unavailable("The services cannot be asked.", 2)));
    }
}
