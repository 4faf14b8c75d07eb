package crm.gateway.routing;

import crm.gateway.access.Role;
import crm.gateway.upstream.Service;
import io.vertx.core.http.HttpMethod;
import java.util.Collections;
import java.util.Set;

/**
 * One collection of the API: whose it is and which roles may read and change in it at all. Record rights (own, team,
 * all) are the service's business.
 *
 * @param name the first segment of the path after {@code /api/v1/}; two segments below {@code public} and {@code operations},
 * and where one path of a collection is open
 * @param open whether it needs no login
 */
public record ApiCollection(String name, Service service, Set<Role> readers, Set<Role> writers, boolean open) {

    public boolean allows(HttpMethod method, Set<Role> roles) {
        return open || !Collections.disjoint(roles, isRead(method) ? readers : writers);
    }

    /** Whether a method only reads, as HTTP defines it. */
    public static boolean isRead(HttpMethod method) {
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method) || HttpMethod.OPTIONS.equals(method);
    }
}
