package crm.gateway.routing;

import crm.gateway.access.Caller;
import crm.gateway.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where a request goes.
 *
 * @param collection null for what belongs to no collection
 * @param needsRole whether a login alone is not enough
 * @param answer what is done with a request that may come in
 */
record Destination(ApiCollection collection, boolean needsRole, BiConsumer<RoutingContext, Caller> answer) {

    boolean allows(HttpMethod method, Set<Role> roles) {
        return collection == null ? !needsRole || !roles.isEmpty() : collection.allows(method, roles);
    }

    void take(RoutingContext context, Caller caller) {
        answer.accept(context, caller);
    }
}
