#!/bin/bash
# Before the server's own entry point, which the arguments are: the server wants its key to be its own and nobody else's, and it takes
# no connection without TLS but by its socket.
set -euo pipefail
install -o postgres -m 600 /run/secrets/tls.key /var/lib/postgresql-tls.key
exec "$@" -c ssl=on -c hba_file=/pg_hba.conf -c ssl_cert_file=/run/secrets/tls.crt -c ssl_key_file=/var/lib/postgresql-tls.key -c ssl_min_protocol_version=TLSv1.3
