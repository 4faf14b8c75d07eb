#!/bin/bash
# Runs once, when the data folder is empty: one database and one role for each service and for Keycloak; a role can enter
# its own database only.
set -euo pipefail
for name in keycloak leads opportunities campaigns cases governance; do
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" -v name="$name" \
    -v password="$(<"/run/secrets/postgresql-$name")" --dbname postgres <<'SQL'
create role :"name" with login nosuperuser nocreatedb nocreaterole password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
done
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -c 'revoke all on database postgres, template1 from public'
