package crm.gateway.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The roles of the realm that mean something here; any other role in a token is ignored. */
public enum Role {
    SALES_REP,
    SALES_MANAGER,
    MARKETER,
    MARKETING_MANAGER,
    SUPPORT_AGENT,
    SUPPORT_MANAGER,
    SUCCESS_MANAGER,
    DATA_STEWARD,
    COMPLIANCE_OFFICER,
    EXECUTIVE,
    CRM_ADMIN,
    INTEGRATION;

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in Keycloak: {@code sales-rep}. */
    public String key() {
        return key;
    }

    public static Set<Role> named(Collection<String> names) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : values()) {
            if (names.contains(role.key)) {
                roles.add(role);
            }
        }
        return roles;
    }
}
