#!/bin/bash
# Keycloak takes passwords from its environment only; here they come from files.
set -euo pipefail
KC_DB_PASSWORD=$(</run/secrets/postgresql-keycloak)
KC_BOOTSTRAP_ADMIN_PASSWORD=$(</run/secrets/keycloak-admin)
export KC_DB_PASSWORD KC_BOOTSTRAP_ADMIN_PASSWORD
exec /opt/keycloak/bin/kc.sh start --import-realm
