package crm.gateway.login;

import crm.gateway.access.Caller;
import crm.gateway.access.Role;
import crm.gateway.answer.JsonAnswer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code GET /api/v1/me}: who I am, my roles and my team. */
@ApplicationScoped
public class WhoAmI {

    public void answer(RoutingContext context, Caller caller) {
        JsonAnswer.send(context, new JsonObject()
                .put("login", caller.login())
                .put("name", caller.name())
                .put("roles", caller.roles().stream().map(Role::key).toList())
                .put("team", caller.teams().isEmpty() ? null : caller.teams().get(0))
                .put("teams", caller.teams())
                .put("groups", caller.groups()));
    }
}
