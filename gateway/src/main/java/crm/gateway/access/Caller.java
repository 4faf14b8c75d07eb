package crm.gateway.access;

import java.util.List;
import java.util.Set;

/**
 * Who is calling, as a verified access token says.
 *
 * @param login login name
 * @param name name for people
 * @param roles the roles that mean something here
 * @param teams names of the teams the person is in, the first being the one that new records belong to
 * @param groups full paths of the same
 * @param session the identity provider's session, null for a machine
 * @param expiresAt seconds of the epoch
 * @param authorization the header that tells a service who is calling
 * @param byCookie whether the credential was a cookie, which a browser sends without being asked
 */
public record Caller(String login, String name, Set<Role> roles, List<String> teams, List<String> groups,
        String session, long expiresAt, String authorization, boolean byCookie) {}
