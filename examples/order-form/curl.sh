#!/bin/sh
# The comment on an order, sent from a shell.
# EARSHOT_URL and EARSHOT_SITE say where to; ID is the earshot_id of the customer's order form, where there is one.
set -eu
url=${EARSHOT_URL:-http://localhost:4400}
site=${EARSHOT_SITE:-pk_demo}

# A new UUIDv7: 48 bits of milliseconds, then random. The same id sent again is kept once.
new_id() {
  time=$(printf '%012x' "$(($(date +%s) * 1000))")
  random=$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s-%s-7%s-8%s-%s%s\n' "$(echo "$time" | cut -c1-8)" "$(echo "$time" | cut -c9-12)" \
    "$(echo "$random" | cut -c1-3)" "$(echo "$random" | cut -c4-6)" \
    "$(echo "$random" | cut -c7-16)" "$(od -An -N1 -tx1 /dev/urandom | tr -d ' \n')"
}

curl --silent --show-error --fail-with-body --retry 3 --retry-connrefused \
  --header 'content-type: application/json' --data @- "$url/v1/feedback" <<JSON
{
  "id": "${ID:-$(new_id)}",
  "site": "$site",
  "moment": "order",
  "answers": { "comment": "Please leave it with the neighbour, second door on the left." },
  "contact": { "name": "Ada Lovelace", "email": "ada@example.com" },
  "order": { "id": "K-1001", "total": 4380, "currency": "EUR" }
}
JSON
echo
