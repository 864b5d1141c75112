#!/bin/sh
# Makes the Go of the SQL queries with the sqlc that is named, as a package with its
# version. Where the queries, the migrations, sqlc and what it made of them are as its
# last run left them, by their checksums, there is nothing to make: a machine that has
# never run sqlc compiles it for minutes, most of it a parser for another database.
#
#   build/queries.sh github.com/sqlc-dev/sqlc/cmd/sqlc@v1.31.1
set -eu

cd "$(dirname "$0")/../backend/sqlite"
sqlc=$1
kept=internal/queries/queries.sum

sums() {
	echo "$sqlc"
	LC_ALL=C cksum sqlc.yaml migrations/*.sql queries/*.sql internal/queries/*.go
}

[ "$(sums)" = "$(cat "$kept" 2>/dev/null)" ] && exit 0
go run "$sqlc" generate
sums >"$kept"
