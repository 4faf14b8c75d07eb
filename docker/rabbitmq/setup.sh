#!/bin/sh
# Brings the broker into the state that services rely on: the virtual host, the topology, and a user for each service
# that may publish to the three exchanges, read its own queues and declare nothing; the gateway reads its stream and does
# nothing else. May be repeated.
set -eu
api=${RABBITMQ_API:-http://rabbitmq:15672/api}
secrets=${SECRETS:-/run/secrets}
admin="crm-admin:$(cat "$secrets/rabbitmq-admin")"

call() {
  method=$1
  path=$2
  shift 2
  curl --silent --show-error --fail --max-time 30 --retry 20 --retry-delay 2 --retry-connrefused \
    --user "$admin" --header 'content-type: application/json' --request "$method" "$@" "$api$path"
}

call PUT /vhosts/crm
call PUT /permissions/crm/crm-admin --data '{"configure":".*","write":".*","read":".*"}'
call POST /definitions/crm --data "@${DEFINITIONS:-/definitions.json}"
for service in leads opportunities campaigns cases governance; do
  call PUT "/users/$service" --data "{\"password\":\"$(cat "$secrets/rabbitmq-$service")\",\"tags\":\"\"}"
  call PUT "/permissions/crm/$service" \
    --data "{\"configure\":\"^\$\",\"write\":\"^crm\\\\.(events|retry|dead)\$\",\"read\":\"^$service\\\\..*\$\"}"
done
call PUT /users/gateway --data "{\"password\":\"$(cat "$secrets/rabbitmq-gateway")\",\"tags\":\"\"}"
call PUT /permissions/crm/gateway --data '{"configure":"^$","write":"^$","read":"^gateway\\.stream$"}'
# Where something scales with the queues it sees how long they are, and nothing else.
if [ -f "$secrets/rabbitmq-watcher" ]; then
  call PUT /users/watcher --data "{\"password\":\"$(cat "$secrets/rabbitmq-watcher")\",\"tags\":\"monitoring\"}"
  call PUT /permissions/crm/watcher --data '{"configure":"^$","write":"^$","read":"^$"}'
fi
echo "The broker is set up."
