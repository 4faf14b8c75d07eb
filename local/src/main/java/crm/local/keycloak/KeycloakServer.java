package crm.local.keycloak;

/**
 * Where Keycloak is and who may administer it.
 *
 * @param url with its relative path, for instance {@code http://localhost:8086/auth}
 */
public record KeycloakServer(String url, String user, String password) {

    public static final String REALM = "crm";

    public String realmUrl() {
        return url + "/realms/" + REALM;
    }

    @Override
    public String toString() {
        return "Keycloak at " + url;
    }
}
