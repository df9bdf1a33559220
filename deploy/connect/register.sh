#!/bin/sh
# Gives the connector's properties file to Kafka Connect, which takes JSON: register.sh FILE URL. With URL "-" it prints the
# JSON. The file has one property a line, and neither quotes nor backslashes.
set -eu

json=$(awk '
  /^[ \t]*(#|$)/ { next }
  {
    at = index($0, "=")
    printf "%s\"%s\":\"%s\"", comma, substr($0, 1, at - 1), substr($0, at + 1)
    comma = ","
  }
  BEGIN { printf "{" }
  END { print "}" }
' "$1")

if [ "$2" = "-" ]; then
  printf '%s\n' "$json"
  exit 0
fi

name=$(sed -n 's/^name=//p' "$1")
printf '%s' "$json" | curl --fail-with-body --silent --show-error --retry 10 --retry-all-errors \
  --request PUT --header "Content-Type: application/json" --data @- "$2/connectors/$name/config"
