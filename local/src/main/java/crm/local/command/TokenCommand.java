package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.keycloak.Realm;
import crm.local.keycloak.Tokens;
import crm.local.platform.Settings;
import java.util.List;

/** Prints an access token of a local user, for trying the API with curl. */
public final class TokenCommand {

    private final Settings settings;

    public TokenCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new Problem("Say whose token: ./crm token sales-rep, or ./crm token integration for the other systems' account.");
        }
        if (settings.keycloakUrl().isPresent()) {
            throw new Problem("./crm token works with the local realm only, and CRM_KEYCLOAK_URL names another.");
        }
        Tokens tokens = new Tokens(new Stores(settings).keycloak().realmUrl());
        String user = arguments.get(0);
        System.out.println(user.equals("integration") ? tokens.ofClient(user, Realm.secret(user)) : tokens.ofUser("crm-cli", user, "crm"));
        return 0;
    }
}
